import { hostsOf } from '../console-hosts';

/** Hosts of the two ENS consoles: mainland, international. Their own file: the page reader loads it too. */
export const consoleHosts = hostsOf('ens');
