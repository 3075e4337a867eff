-- Districts, agencies and teams are put in by an administrator, so that a new authority needs nobody who writes SQL.
GRANT INSERT ON district TO wtwf_app;
CREATE POLICY district_made ON district FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
