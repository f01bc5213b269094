import type { Station } from '../data/types';

/** Where somebody picks or packs in front of a screen. */
export type Place = 'pick' | 'pack';

const key = (place: Place) => `tallyman.station.${place}`;

/** The station of this screen: that of the address, else the one it was bound to last; '' for none. */
export function boundTo(place: Place, path: string): string {
  return path || (localStorage.getItem(key(place)) ?? '');
}

/** Binds this screen to a station, so that a reload and the next day find it. */
export function bind(place: Place, station: string): void {
  localStorage.setItem(key(place), station);
  history.replaceState(null, '', `/${place}/${encodeURIComponent(station)}`);
}

/** Lets this screen be used at another station. */
export function unbind(place: Place): void {
  localStorage.removeItem(key(place));
  history.replaceState(null, '', `/${place}`);
}

/** The station whose own code this is; whatever a scanner puts around it. */
export function stationOf(code: string, stations: readonly Station[]): Station | undefined {
  const read = code.trim().replace(/^\][A-Za-z][0-9A-Za-z]/, '');
  return stations.find((station) => station.code !== undefined && station.code === read);
}
