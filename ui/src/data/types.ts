import type { components } from '../api.gen';

// The shapes are the server's; here they only get the names of their nouns.
type Schemas = components['schemas'];

export type Phrase = Schemas['Phrase'];
export type Station = Schemas['Station'];
export type StationLine = Schemas['StationLine'];
export type Walk = Schemas['Walk'];
export type StationSlot = Schemas['StationSlot'];
export type Packing = Schemas['Packing'];
export type PackingLine = Schemas['PackingLine'];
export type Scanner = Schemas['Scanner'];
export type Printer = Schemas['Printer'];
export type Order = Schemas['Order'];
export type OrderDetail = Schemas['OrderDetail'];
export type OrderLine = Schemas['OrderLine'];
export type OrderStage = Schemas['OrderStage'];
export type LinePlace = Schemas['LinePlace'];
export type PickList = Schemas['PickList'];
export type PickListDetail = Schemas['PickListDetail'];
export type PrintJob = Schemas['PrintJob'];
export type ScanRow = Schemas['ScanRow'];
export type Outcome = ScanRow['outcome'];
export type Item = Schemas['Item'];
export type ItemRow = Schemas['ItemRow'];
export type Location = Schemas['Location'];
export type LocationContent = Schemas['LocationContent'];
export type Hit = Schemas['Hit'];
export type Floor = Schemas['FloorRow'];
export type CutOff = Schemas['CutOff'];
export type Hour = Schemas['Hour'];
export type Exception = Schemas['Exception'];
export type DemoCode = Schemas['DemoCode'];
export type DemoScan = Schemas['DemoScan'];
export type Answer = Schemas['Answer'];
export type ScreenScan = Schemas['ScreenScan'];
export type Problem = Schemas['Problem'];
