/**
 * The embedded database: where everything that must survive a restart is kept.
 *
 * <p>A {@link dev.tutti.store.Store} is one SQLite database in a data folder. Features bring their
 * SQL as {@link dev.tutti.store.Work} and get a future:
 *
 * <pre>{@code
 * try (var store = Store.open(StoreSettings.in(folder))) {
 *   var names = store.read(handle -> handle.select("SELECT name FROM api_key").mapTo(String.class).list());
 *   store.write(handle -> handle.execute("DELETE FROM api_key WHERE id = ?", id));
 *   Store.await(names);
 * }
 * }</pre>
 *
 * <p>The way of a work: a bounded queue, a platform thread of the store (JDBC sleeps and reads in
 * native code, so it must not run on event loops nor pin the carriers of virtual threads), the
 * connection which that thread owns, one transaction. All writes share one thread and one
 * connection, because SQLite lets only one write at a time and makes the others sleep; what writes
 * or deletes much does so in the small steps of a {@link dev.tutti.store.StepRunner}. Reads have
 * their own few threads, each with its own read-only connection, and see one snapshot each. There
 * is no pool of connections to wait for or to nest: a thread of the store is the connection.
 *
 * <p>A server opens the folder for itself with {@link dev.tutti.store.Store#open}. A command-line
 * tool that must work while a server runs uses {@link dev.tutti.store.Store#attach}; the server
 * learns of such changes within {@link dev.tutti.store.StoreSettings#watchEvery} through {@link
 * dev.tutti.store.Store#onForeignChange}.
 *
 * <p>Everything in the folder is for its owner only ({@link dev.tutti.store.PrivateFiles}). A
 * marker tells whether it was in use: then it is not opened without its database, because a
 * database without keys lets everybody on the machine in. While the file is gone or the disk is
 * full, works fail with a {@link dev.tutti.store.StoreException} that callers get as {@code
 * store_unavailable}; {@link dev.tutti.store.Store#onOutage} tells when that begins and ends.
 *
 * <p>The schema is made of the files in {@code db/migration}, written so that PostgreSQL
 * understands them too: TEXT, BIGINT, BOOLEAN and CHECK. A released file is never changed; a new
 * one is added to the list in {@code Migrations}.
 */
@NullMarked
package dev.tutti.store;

import org.jspecify.annotations.NullMarked;
