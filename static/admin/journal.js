/** The journal: what is typed, kept in this browser (IndexedDB) until the server has it. */

/**
 * What stood in one form at one moment.
 *
 * @typedef {object} Entry
 * @property {string} key the draft's
 * @property {string} user the id of whoever typed it
 * @property {number | null} article
 * @property {number} version the article's when the form was opened
 * @property {number} sequence which change it is
 * @property {import("./form_fields.js").Fields} fields
 */

const DATABASE = "dateline";
const STORE = "journal";

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("The journal is blocked by another tab."));
  });
  // The next use tries anew.
  opening.catch(() => (opening = undefined));
  return opening;
}

/**
 * Use the store, and wait until what was done is kept.
 *
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<Result>} use
 * @returns {Promise<Result>} rejected where the browser has no room, or keeps nothing
 */
async function inStore(mode, use) {
  const database = await open();
  return new Promise((resolve, reject) => {
    // What is said to be kept lies on the disk: the browser may be killed the moment after.
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = use(transaction.objectStore(STORE));
    // A page that is being closed does not live to see its requests answered, after which it would commit by itself.
    transaction.commit();
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** Open the journal ahead of its first use. */
export const prepareJournal = () => void open().catch(() => {});

/** @param {Entry} entry */
export const keep = (entry) => inStore("readwrite", (store) => store.put(entry));

/**
 * Take an entry out, unless the form that it comes from was changed since.
 *
 * @param {Entry} entry
 * @returns {Promise<void>}
 */
export async function remove({ key, sequence }) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, "readwrite");
    const store = transaction.objectStore(STORE);
    const request = /** @type {IDBRequest<Entry | undefined>} */ (store.get(key));
    request.onsuccess = () => request.result?.sequence === sequence && store.delete(key);
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/**
 * @param {string} user
 * @returns {Promise<Entry[]>} what this user has typed in this browser; of others nothing
 */
export async function entriesOf(user) {
  const entries = await inStore("readonly", (store) => /** @type {IDBRequest<Entry[]>} */ (store.getAll()));
  return entries.filter((entry) => entry.user === user);
}
