import type { IncomingHttpHeaders } from 'node:http';

/** One request as it reached the practice server, whole. */
export interface PracticeRequest {
  /** Host header in lower case, without port. */
  host: string;
  method: string;
  /** Path without query. */
  path: string;
  query: URLSearchParams;
  /** The query as sent, with its question mark; empty or absent when there is none. */
  search?: string | undefined;
  /** Source address. */
  address?: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds since the epoch. */
  arrivedAt: number;
}

export interface PracticeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /**
   * Instead of the whole answer: nothing at all, or a part of it, and the connection is then destroyed; or the body
   * over and over until the client has enough.
   */
  connection?: 'destroy' | 'half' | 'endless' | undefined;
}

/** Something that plays one or more host names behind the practice server. */
export interface PracticeHost {
  answersTo(host: string): boolean;
  answer(request: PracticeRequest): Promise<PracticeAnswer>;
}

/** An image as the console page lists it. */
export interface ConsoleImage {
  imageId: string;
  name: string;
  type: 'PRIVATE_IMAGE' | 'PUBLIC_IMAGE' | 'SHARED_IMAGE';
  state: string;
  os: string;
  sizeGb: number;
  createdAt: string;
}

/** What a practice console page shows; the cloud is asked anew at every poll of the page. */
export interface ConsoleSource {
  /** Root account that is logged in. */
  account: string;
  appId: string;
  images(region: string, type: ConsoleImage['type']): ConsoleImage[];
}
