import { allEcsQuirks, describeQuirks, ecsQuirkValues } from '../../practice/alibaba/quirks.ts';
import { testSwitches } from './alibaba-switch-suite';

const sets = allEcsQuirks().map((quirks) => [describeQuirks(quirks, ecsQuirkValues), quirks] as const);

testSwitches('alibaba-ecs', sets, 'refused account-not-found');
