import { hostsOf } from '../console-hosts';

/** Hosts of the two ECS consoles: mainland, international. Their own file: the page reader loads it too. */
export const consoleHosts = hostsOf('ecs');
