/** The little of Nunjucks that the comparison with the official templates needs. */
declare module "nunjucks" {
  export class FileSystemLoader {
    constructor(searchPaths: string);
  }
  export class Environment {
    constructor(loader: FileSystemLoader, options: { autoescape: boolean });
    renderString(template: string, context: object): string;
  }
}
