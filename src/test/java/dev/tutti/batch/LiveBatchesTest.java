package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveBatchesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static void insert(Handle handle, String id, String owner, Instant created) {
    var request = new BatchRequest("file-1", BatchTarget.EMBEDDINGS, "24h", Json.object(), null);
    BatchTable.insert(
        handle,
        new StoredBatch(
            id,
            owner,
            request,
            BatchStatus.VALIDATING,
            StoredBatch.BatchTimes.created(created, created.plus(Duration.ofDays(1))),
            BatchCounts.NONE,
            "",
            "",
            List.of(),
            "task_" + id,
            BatchUsage.NONE));
  }

  @Test
  void cancelled_ones_come_first_and_all_others_in_turn_however_many_there_are() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      Store.await(
          store.write(
              handle -> {
                for (int i = 0; i < 1_200; i++) {
                  insert(handle, "many-" + i, "anna", NOW);
                }
                insert(handle, "late", "bert", NOW.plusSeconds(1));
                insert(handle, "cancelled", "bert", NOW.plusSeconds(2));
                BatchTable.cancelling(handle, "bert", "cancelled", NOW);
                return true;
              }));
      var live = new LiveBatches(store);
      var seen = new HashSet<String>();
      for (int look = 0; look < 3; look++) {
        var ids = live.next().stream().map(StoredBatch::id).toList();
        assertThat(ids).doesNotHaveDuplicates().startsWith("cancelled");
        seen.addAll(ids);
      }
      assertThat(seen).hasSize(1_202).contains("late");
      assertThat(live.next()).as("it begins again").hasSizeGreaterThan(400);
    }
  }
}
