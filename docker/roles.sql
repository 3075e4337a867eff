-- The roles that the service runs as, for a Postgres whose DATABASE_URL may not make roles itself.
-- Run once, as a superuser, in the service's own database, with two passwords of your own:
--
--   psql "$ADMIN_URL" -v owner_password="..." -v app_password="..." -f docker/roles.sql
--
-- Then start the service with DATABASE_URL=postgres://wtwf_owner:...@host/database
-- and DATABASE_APP_URL=postgres://wtwf_app:...@host/database.

\set ON_ERROR_STOP on
BEGIN;

-- Runs the migrations and owns what they make.
CREATE ROLE wtwf_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';

-- Serves requests: owns nothing, and row-level security always holds for it.
CREATE ROLE wtwf_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';

-- Bulk loading, used by the seeds alone. It exists so that grants to it succeed, and it cannot log in: demonstration
-- data does not belong in a database that is set up by hand.
CREATE ROLE wtwf_loader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;

GRANT CONNECT ON DATABASE :"DBNAME" TO wtwf_owner, wtwf_app;
GRANT CREATE, TEMPORARY ON DATABASE :"DBNAME" TO wtwf_owner;
-- A temporary table would stand before a real one of its name for whoever uses the connection next.
REVOKE TEMPORARY ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO wtwf_owner, wtwf_app, wtwf_loader;
GRANT CREATE ON SCHEMA public TO wtwf_owner;

COMMIT;
