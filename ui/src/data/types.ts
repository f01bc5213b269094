import type { components } from '../api.gen';

// The shapes are the server's; here they only get the names of their nouns.
type Schemas = components['schemas'];

export type Station = Schemas['Station'];
export type Order = Schemas['Order'];
export type PickList = Schemas['PickList'];
export type PrintJob = Schemas['PrintJob'];
export type ScanRow = Schemas['ScanRow'];
export type Outcome = ScanRow['outcome'];
export type DemoCode = Schemas['DemoCode'];
export type DemoScan = Schemas['DemoScan'];
export type Problem = Schemas['Problem'];
