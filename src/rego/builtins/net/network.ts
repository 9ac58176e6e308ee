/** What built-ins may do on the network, where that is granted; each call blocks until it has its answer. */
export interface Network {
  /** The addresses of a host name. @throws Error with the reason */
  readonly lookUp: (host: string) => readonly string[];
  /** @throws Error with the reason */
  readonly send: (request: HttpRequest) => HttpResponse;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly followRedirects: boolean;
  readonly verifyTls: boolean;
  readonly serverName?: string;
  readonly authorities?: string;
  readonly certificate?: string;
  readonly key?: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** The only hosts that redirects may lead to; absent: any. */
  readonly hosts?: readonly string[];
}

export interface HttpResponse {
  readonly status: string;
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}
