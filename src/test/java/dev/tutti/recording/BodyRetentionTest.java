package dev.tutti.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyRetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

  private static final BodyOrigin NOBODYS = new BodyOrigin("", "", "", NOW);

  @TempDir Path folder;

  private static RecordedBody body(Instant at) {
    return new RecordedBody("req_1", at, "m", "{}", "{}", false);
  }

  @Test
  void everything_that_was_kept_for_long_enough_is_deleted_at_once() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      var retention = BodySettings.DEFAULT.retention();
      var old = body(NOW.minus(retention).minusMillis(1));
      Store.await(
          store.write(
              handle -> {
                BodyTable.insert(handle, body(NOW.minus(retention)), NOBODYS);
                for (int i = 0; i < 2_500; i++) {
                  BodyTable.insert(handle, old, NOBODYS);
                }
                return true;
              }));
      var recorder =
          new BodyRecorder(
              store,
              InstantSource.fixed(NOW),
              () -> BodySettings.DEFAULT,
              Random::new,
              new SimpleMeterRegistry());
      recorder.deleteOld().join();
      assertThat(recorder.of("req_1").join()).containsExactly(body(NOW.minus(retention)));
    }
  }

  @Test
  void nothing_is_kept_of_a_call_that_began_before_its_session_was_erased() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      Store.await(
          store.write(
              handle ->
                  handle.execute(
                      "INSERT INTO session_erased VALUES ('anna', 's', ?)", NOW.toEpochMilli())));
      assertThat(kept(store, new BodyOrigin("anna", "mia", "s", NOW.minusSeconds(60)))).isZero();
      assertThat(kept(store, new BodyOrigin("anna", "mia", "s", NOW))).isZero();
      assertThat(kept(store, new BodyOrigin("anna", "mia", "s", NOW.plusMillis(1)))).isEqualTo(1);
      assertThat(kept(store, new BodyOrigin("anna", "mia", "t", NOW))).isEqualTo(1);
      assertThat(kept(store, new BodyOrigin("bert", "mia", "s", NOW))).isEqualTo(1);
      Store.await(
          store.write(
              handle ->
                  handle.execute(
                      "INSERT INTO session_erased VALUES ('bert', 's@mia', ?)",
                      NOW.toEpochMilli())));
      assertThat(kept(store, new BodyOrigin("bert", "mia", "s", NOW))).isZero();
      assertThat(kept(store, new BodyOrigin("bert", "max", "s", NOW))).isEqualTo(1);
      Store.await(store.write(BodyRetentionTest::beginOwn));
      assertThat(kept(store, new BodyOrigin("anna", "mia", "s", NOW)))
          .as("the session of another one of that name was erased")
          .isEqualTo(1);
      assertThat(kept(store, new BodyOrigin("anna", "max", "s", NOW))).isZero();
    }
  }

  /** A session that a skill keeps for mia, as another one has one of that name. */
  private static int beginOwn(Handle handle) {
    var others =
        handle
            .createQuery(
                "SELECT name FROM pragma_table_info('session')"
                    + " WHERE \"notnull\" AND dflt_value IS NULL AND name NOT IN ('owner', 'id')")
            .mapTo(String.class)
            .list();
    return handle.execute(
        "INSERT INTO session (owner, id, %s) VALUES ('anna', 's@mia'%s)"
            .formatted(String.join(", ", others), ", 0".repeat(others.size())));
  }

  private static int kept(Store store, BodyOrigin from) {
    return Store.await(store.write(handle -> BodyTable.insert(handle, body(NOW), from)));
  }
}
