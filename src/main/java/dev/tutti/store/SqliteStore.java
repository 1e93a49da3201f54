package dev.tutti.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded store: one file, one writer, a few readers. */
final class SqliteStore implements Store {
  private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);

  private final Duration drain;
  private final Watch watch;
  private final WorkerQueue writer;
  private final WorkerQueue readers;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteStore(StoreSettings settings, SqliteConnections connections, Runnable release)
      throws SQLException, IOException {
    var file = DatabaseFile.of(DataFolder.database(settings.folder()));
    var writing = Session.writing(connections::openWriter, settings.patience(), file);
    this.drain = settings.drain();
    this.release = release;
    this.watch = new Watch(writing, file, settings);
    this.writer = WorkerQueue.start("writer", settings.queue(), List.of(writing), watch);
    this.readers =
        WorkerQueue.start(
            "reader",
            settings.queue(),
            reading(connections, settings.readers()),
            WorkerQueue.PeriodicTask.NONE);
  }

  static Store open(StoreSettings settings) {
    var marker = DataFolder.prepare(settings.folder());
    var lock = FolderLock.take(settings.folder());
    try {
      return open(settings, marker, Migrations::migrate, lock::close);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static Store attach(StoreSettings settings) {
    var marker = DataFolder.prepare(settings.folder());
    return open(
        settings, marker, source -> Migrations.migrateAlone(settings.folder(), source), () -> {});
  }

  private static Store open(
      StoreSettings settings, FolderMarker marker, Migrations.Step step, Runnable release) {
    try {
      marker.requireDatabase();
      PrivateFiles.createFile(DataFolder.database(settings.folder()));
      NativeLibrary.keepIn(settings.folder());
      var connections = new SqliteConnections(settings.folder());
      long began = System.nanoTime();
      Migrations.bringUpToDate(connections.writer(), marker, step);
      marker.complete();
      var store = new SqliteStore(settings, connections, release);
      log.debug("Opened {} in {} ms", settings.folder(), (System.nanoTime() - began) / 1_000_000);
      return store;
    } catch (SQLException e) {
      throw SqliteErrors.translate(e);
    } catch (IOException e) {
      throw DataFolder.notWritable(settings.folder(), e);
    }
  }

  private static List<Session> reading(SqliteConnections connections, int count)
      throws SQLException {
    var all = new ArrayList<Session>();
    for (int i = 0; i < count; i++) {
      all.add(Session.reading(connections::openReader));
    }
    return all;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
    return readers.submit(work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return writer.submit(work);
  }

  @Override
  public CompletableFuture<Boolean> emptyLog() {
    return writer.add(Session::emptyLog);
  }

  @Override
  public void onForeignChange(Runnable listener) {
    watch.add(listener);
  }

  @Override
  public void onOutage(OutageListener listener) {
    watch.add(listener);
  }

  @Override
  public StoreStats stats() {
    return new StoreStats(
        writer.waiting(),
        readers.waiting(),
        writer.done(),
        readers.done(),
        writer.failed() + readers.failed(),
        watch.logBytes());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      long deadline = System.nanoTime() + drain.toNanos();
      writer.stop();
      readers.stop();
      writer.close(deadline);
      readers.close(deadline);
      release.run();
    }
  }
}
