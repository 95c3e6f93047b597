import { allEnsQuirks, describeQuirks, ensQuirkValues } from '../../practice/alibaba/quirks.ts';
import { testSwitches } from './alibaba-switch-suite';

const sets = allEnsQuirks().map((quirks) => [describeQuirks(quirks, ensQuirkValues), quirks] as const);

testSwitches('alibaba-ens', sets, 'refused account-refused');
