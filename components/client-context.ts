import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Client } from '../lib/messaging/client';

const gone: Client = async () => ({ ok: false, failure: { kind: 'background-gone' } });

/** Gives every component of a page the one client; outside a provider each call fails with `background-gone`. */
export const ClientContext = createContext<Client>(gone);

/** @returns the page's client */
export const useClient = (): Client => useContext(ClientContext);
