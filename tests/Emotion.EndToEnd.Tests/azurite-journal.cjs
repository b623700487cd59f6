// Azurite keeps its metadata in memory (LokiJS) and writes it to disk every five seconds: killed in between, it forgets what it has
// acknowledged, which Azure Storage never does. Loaded before Azurite (node --require), this writes each change to a journal at once and
// replays it at the next start, so that a kill at any moment loses nothing that was acknowledged.
"use strict";
const fs = require("fs");
const Module = require("module");

const load = Module._load;
let loki;
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request === "lokijs" && !loki) {
    loki = loaded;
    keepJournal(loki.prototype, loki.Collection.prototype);
  }
  return loaded;
};

function keepJournal(database, collection) {
  const { addCollection, removeCollection, loadDatabase, saveDatabase } = database;
  const { insertOne, update, remove, removeBatch, removeBatchByPositions } = collection;
  const pathOf = db => db.filename + ".journal";
  let replaying = false;

  function write(db, change) {
    if (!db || replaying) return;
    db.journal ??= fs.openSync(pathOf(db), "a");
    fs.writeSync(db.journal, JSON.stringify(change) + "\n");
  }

  // Not to be written with the database itself.
  const hide = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
  const adopt = (db, coll) => hide(coll, "journalOf", db);

  database.addCollection = function (name, options) {
    const coll = adopt(this, addCollection.call(this, name, options));
    write(this, { op: "add", name, options });
    return coll;
  };
  database.removeCollection = function (name) {
    write(this, { op: "drop", name });
    return removeCollection.call(this, name);
  };
  collection.insertOne = function (doc, bulk) {
    const stored = insertOne.call(this, doc, bulk);
    write(this.journalOf, { op: "put", name: this.name, doc: stored });
    return stored;
  };
  collection.update = function (doc) {
    const stored = update.call(this, doc);
    if (!Array.isArray(doc)) write(this.journalOf, { op: "put", name: this.name, doc });
    return stored;
  };
  collection.remove = function (doc) {
    for (const one of [doc].flat()) write(this.journalOf, { op: "cut", name: this.name, id: one.$loki ?? one });
    return remove.call(this, doc);
  };
  collection.removeBatchByPositions = function (positions) {
    for (const position of positions) write(this.journalOf, { op: "cut", name: this.name, id: this.data[position].$loki });
    return removeBatchByPositions.call(this, positions);
  };

  database.loadDatabase = function (options, done) {
    hide(this, "journal", undefined);
    return loadDatabase.call(this, options, error => {
      for (const coll of this.collections) adopt(this, coll);
      if (!error && fs.existsSync(pathOf(this))) {
        replaying = true;
        replay(this, fs.readFileSync(pathOf(this), "utf8").split("\n"));
        replaying = false;
        hide(this, "hasReplayed", true);
      }
      done(error);
    });
  };
  database.saveDatabase = function (done) {
    const isCompact = this.hasReplayed; // the first save after a replay, before any request is served
    hide(this, "hasReplayed", false);
    return saveDatabase.call(this, error => {
      if (isCompact && !error) fs.truncateSync(pathOf(this));
      if (done) done(error);
    });
  };

  function replay(db, lines) {
    const changed = new Map(); // by collection: the documents by id
    for (const line of lines) {
      let change;
      try {
        change = JSON.parse(line);
      } catch {
        continue; // the end, or a kill in the middle of a line: that was not acknowledged
      }
      const { op, name, options, doc, id } = change;
      const there = db.getCollection(name);
      if (op === "add") {
        if (!there) db.addCollection(name, options);
      } else if (op === "drop") {
        if (there) db.removeCollection(name);
        changed.delete(name);
      } else if (there) {
        if (!changed.has(name)) changed.set(name, new Map(there.data.map(other => [other.$loki, other])));
        if (op === "put") changed.get(name).set(doc.$loki, doc);
        else changed.get(name).delete(id);
      }
    }
    for (const [name, docs] of changed) fill(db.getCollection(name), [...docs.values()].sort((a, b) => a.$loki - b.$loki));
  }

  function fill(coll, docs) {
    coll.data = docs;
    coll.idIndex = null;
    coll.ensureId();
    coll.maxId = Math.max(coll.maxId, ...docs.slice(-1).map(doc => doc.$loki));
    for (const field of coll.uniqueNames) coll.ensureUniqueIndex(field);
    coll.ensureAllIndexes(true);
    coll.dirty = true;
  }
}
