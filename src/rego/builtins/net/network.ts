/** What built-ins may do on the network, where that is granted; each call blocks until it has its answer. */
export interface Network {
  /** The addresses of a host name. @throws NetworkError */
  readonly lookUp: (host: string) => readonly string[];
  /** @throws NetworkError */
  readonly send: (request: HttpRequest) => HttpResponse;
  /** Waits before another attempt. Milliseconds. */
  readonly pause: (duration: number) => void;
}

/** Why the network gave no answer. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  constructor(
    message: string,
    /** A request that was never made, or one without an answer. */
    readonly kind: 'request' | 'network' | 'timeout' = 'network',
  ) {
    super(message);
  }
}

export interface HttpRequest {
  readonly method: string;
  /** `http:`, `https:`, or `unix:` with the socket's path as the parameter `socket`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly followRedirects: boolean;
  readonly verifyTls: boolean;
  readonly serverName?: string;
  /** PEM, as are certificate and key. */
  readonly authorities?: string;
  /** Files that hold them. */
  readonly authoritiesFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly systemAuthorities: boolean;
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
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}
