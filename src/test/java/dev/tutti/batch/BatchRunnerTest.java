package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.file.FilePurpose;
import dev.tutti.file.FileSettings;
import dev.tutti.file.NewFile;
import dev.tutti.file.StoredFiles;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BatchRunnerTest {
  private static final String OWNER = "anna";
  private static final LineModel.Requester WHO =
      new LineModel.Requester(new Principal.Anonymous(), new Caller("", OWNER, ""), "");

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicReference<BatchTasks.Fate> fate = new AtomicReference<>(BatchTasks.Fate.LIVE);
  private final AtomicInteger submitted = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private Store store;
  private StoredFiles files;
  private Batches batches;

  /** Tasks that never run by themselves. */
  private final class Tasks implements BatchTasks {
    @Override
    public CompletableFuture<String> submit(
        BatchRequest batch, Principal principal, Caller caller) {
      return CompletableFuture.completedFuture("task_" + submitted.incrementAndGet());
    }

    @Override
    public CompletableFuture<Boolean> cancel(String owner, String task) {
      cancelled.incrementAndGet();
      return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Fate> fate(String owner, String task) {
      return CompletableFuture.completedFuture(fate.get());
    }
  }

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    files =
        StoredFiles.open(
            store,
            folder.resolve("files"),
            now::get,
            new SecureRandom(),
            () -> FileSettings.DEFAULT);
    batches = new Batches(store, files, now::get, new Tasks(), () -> BatchSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                "{\"custom_id\":\"c%d\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"n\":%d}}\n"
                    .formatted(i, i))
        .collect(Collectors.joining());
  }

  private StoredBatch create(String text) {
    try (var draft = files.draft()) {
      draft.append(text.getBytes(StandardCharsets.UTF_8));
      var kept = files.keep(draft, new NewFile(OWNER, FilePurpose.BATCH, "in.jsonl", null));
      var request = new BatchRequest(kept.id(), BatchTarget.EMBEDDINGS, "24h", Json.object(), null);
      return Store.await(batches.create(request, WHO.principal(), WHO.caller()));
    }
  }

  private BatchRunner runner(LineModel model) {
    var means =
        new BatchRun.Means(
            model,
            new LinePolicy(new Random(1)),
            8,
            new LinePlaces(8),
            BodyMemory.of(64 << 20)::lease,
            now::get);
    return new BatchRunner(
        store, files, folder.resolve("batches"), new Tasks(), means, () -> BatchSettings.DEFAULT);
  }

  private static StoredBatch run(BatchRunner runner, StoredBatch batch) throws Exception {
    return runner.run(batch, () -> WHO, _ -> {});
  }

  private StoredBatch now(StoredBatch batch) {
    return Store.await(batches.find(OWNER, batch.id()));
  }

  private List<JsonNode> content(String id) throws IOException {
    return id.isEmpty()
        ? List.of()
        : Files.readAllLines(files.path(id)).stream().map(Json::tree).toList();
  }

  private static @Nullable Fault unknown(String text) {
    return text.startsWith("{\"n\":3}")
        ? Fault.of(FaultCode.MODEL_NOT_FOUND, "no such model")
        : null;
  }

  @Test
  void every_line_gets_its_outcome_in_one_of_two_files() throws Exception {
    var batch = create(lines(100));
    assertThat(batch.status()).isEqualTo(BatchStatus.VALIDATING);
    assertThat(batch.task()).isEqualTo("task_1");
    assertThat(batch.id()).isEqualTo("batch_1");
    var ended = run(runner(new TestingLineModel(1_000, BatchRunnerTest::unknown)), batch);
    assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(ended.counts()).isEqualTo(new BatchCounts(100, 99, 1));
    assertThat(content(ended.output()))
        .extracting(line -> line.path("custom_id").asString())
        .hasSize(99)
        .doesNotHaveDuplicates();
    assertThat(content(ended.failures()))
        .extracting(line -> line.path("custom_id").asString())
        .containsExactly("c3");
    assertThat(ended.at(BatchStatus.COMPLETED)).contains(now.get());
    assertThat(Store.await(files.find(OWNER, ended.output())).purpose())
        .isEqualTo(FilePurpose.BATCH_OUTPUT);
    assertThat(folder.resolve("batches")).isEmptyDirectory();
    assertThat(run(runner(new TestingLineModel(0, _ -> null)), now(batch)).status())
        .isEqualTo(BatchStatus.COMPLETED);
  }

  @Test
  void a_file_that_is_wrong_fails_before_anything_is_asked() throws Exception {
    var model = new TestingLineModel(1_000, _ -> null);
    var ended = run(runner(model), create(lines(2) + "oops\n" + lines(1)));
    assertThat(ended.status()).isEqualTo(BatchStatus.FAILED);
    assertThat(ended.errors())
        .extracting(BatchError::code)
        .containsExactly("invalid_json_line", "duplicate_custom_id");
    assertThat(ended.errors()).extracting(BatchError::line).containsExactly(3L, 4L);
    assertThat(ended.output()).isEmpty();
    assertThat(model.asked()).isEmpty();
  }

  @Test
  void what_may_pass_is_tried_again() throws Exception {
    var model =
        new TestingLineModel(
            1_000,
            text -> text.equals("{\"n\":1} 1") ? Fault.of(FaultCode.CONNECTION, "refused") : null);
    var ended = run(runner(model), create(lines(2)));
    assertThat(ended.counts()).isEqualTo(new BatchCounts(2, 2, 0));
    assertThat(model.asked()).hasSize(3);
  }

  /** Runs on another thread until the model has been asked, then interrupts it. */
  private void interrupt(BatchRunner runner, TestingLineModel model, StoredBatch batch, int asked)
      throws InterruptedException {
    var thread =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> run(runner, batch))
                        .isInstanceOf(InterruptedException.class));
    model.awaitAsked(asked);
    thread.interrupt();
    thread.join();
  }

  @Test
  void a_batch_whose_model_refuses_holds_up_no_other() throws Exception {
    var refused = create(lines(20));
    var other = create(lines(20).replace("\"n\":", "\"m\":"));
    var model =
        new TestingLineModel(
            1_000,
            text ->
                text.startsWith("{\"n\"")
                    ? Fault.of(FaultCode.RATE_LIMITED, "slow down").after(Duration.ofSeconds(30))
                    : null);
    var runner = runner(model);
    var thread = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> run(runner, refused)));
    model.awaitAsked(8);
    assertThat(run(runner, other).counts()).isEqualTo(new BatchCounts(20, 20, 0));
    thread.interrupt();
    thread.join();
    assertThat(model.asked()).hasSize(28);
  }

  @Test
  void a_run_that_was_ended_goes_on_with_the_lines_that_have_no_outcome() throws Exception {
    var batch = create(lines(50));
    var first = new TestingLineModel(20, BatchRunnerTest::unknown);
    interrupt(runner(first), first, batch, 28);
    var between = now(batch);
    assertThat(between.status()).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(between.output()).isEmpty();
    var second = new TestingLineModel(1_000, BatchRunnerTest::unknown);
    var ended = run(runner(second), between);
    assertThat(ended.counts()).isEqualTo(new BatchCounts(50, 49, 1));
    assertThat(second.asked()).hasSize(30);
    assertThat(content(ended.output()))
        .extracting(line -> line.path("custom_id").asString())
        .hasSize(49)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_cancelled_batch_keeps_what_was_answered() throws Exception {
    var batch = create(lines(50));
    var model = new TestingLineModel(10, BatchRunnerTest::unknown);
    var runner = runner(model);
    var thread = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> run(runner, batch)));
    model.awaitAsked(18);
    var cancelled = Store.await(batches.cancel(OWNER, batch.id()));
    assertThat(cancelled.status()).isEqualTo(BatchStatus.CANCELLING);
    runner.reconcile();
    assertThat(now(batch).status()).as("it is still run").isEqualTo(BatchStatus.CANCELLING);
    assertThat(this.cancelled).hasValue(1);
    now.updateAndGet(at -> at.plusSeconds(3));
    runner.reconcile();
    assertThat(this.cancelled).as("its run has not heard of it").hasValue(2);
    thread.interrupt();
    thread.join();
    runner.reconcile();
    var ended = now(batch);
    assertThat(ended.status()).isEqualTo(BatchStatus.CANCELLED);
    assertThat(ended.counts().done()).isEqualTo(10);
    assertThat(content(ended.output())).hasSize((int) ended.counts().completed());
    assertThat(content(ended.failures())).hasSize((int) ended.counts().failed());
    assertThatThrownBy(() -> Store.await(batches.cancel(OWNER, batch.id())))
        .hasMessageContaining("cancelled");
  }

  @Test
  void a_batch_that_is_cancelled_while_it_is_checked_ends_so() throws Exception {
    var batch = create(lines(5));
    Store.await(batches.cancel(OWNER, batch.id()));
    var model = new TestingLineModel(10, _ -> null);
    assertThat(run(runner(model), batch).status()).isEqualTo(BatchStatus.CANCELLED);
    assertThat(model.asked()).isEmpty();
  }

  @Test
  void a_batch_that_cannot_be_made_leaves_no_task_behind() {
    var request = create(lines(1)).request();
    var broken =
        new Batches(
            store,
            files,
            () -> {
              throw new IllegalStateException("no time");
            },
            new Tasks(),
            () -> BatchSettings.DEFAULT);
    assertThatThrownBy(() -> Store.await(broken.create(request, WHO.principal(), WHO.caller())))
        .hasMessageContaining("no time");
    assertThat(submitted).hasValue(2);
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void lines_that_are_too_late_say_so() throws Exception {
    var batch = create(lines(50));
    var model = new TestingLineModel(10, _ -> null);
    var runner = runner(model);
    var ended = new CompletableFuture<StoredBatch>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ended.complete(run(runner, batch));
              } catch (Exception e) {
                ended.completeExceptionally(e);
              }
            });
    model.awaitAsked(18);
    now.set(now.get().plus(Duration.ofDays(1)));
    var late = Patience.await(ended, "the end");
    assertThat(late.status()).isEqualTo(BatchStatus.EXPIRED);
    assertThat(late.counts()).isEqualTo(new BatchCounts(50, 10, 40));
    assertThat(content(late.failures()))
        .hasSize(40)
        .allSatisfy(
            line -> assertThat(line.at("/error/code").asString()).isEqualTo("batch_expired"));
  }

  @Test
  void a_batch_whose_task_has_ended_ends_too() {
    var cancelled = create(lines(1));
    fate.set(new BatchTasks.Fate(false, true, "", ""));
    var runner = runner(new TestingLineModel(0, _ -> null));
    runner.reconcile();
    assertThat(now(cancelled).status()).isEqualTo(BatchStatus.CANCELLED);
    var failed = create(lines(1));
    fate.set(new BatchTasks.Fate(false, false, "internal", "broken"));
    runner.reconcile();
    assertThat(now(failed).status()).isEqualTo(BatchStatus.FAILED);
    assertThat(now(failed).errors()).extracting(BatchError::code).containsExactly("internal");
  }

  @Test
  void a_crash_between_the_two_files_loses_nothing() throws Exception {
    var batch = create(lines(10));
    var first = new TestingLineModel(10, BatchRunnerTest::unknown);
    var model = new TestingLineModel(9, BatchRunnerTest::unknown);
    interrupt(runner(model), model, batch, 10);
    var between = now(batch);
    files.place(folder.resolve("batches").resolve(batch.id() + ".err"), between.failuresId());
    var ended = run(runner(first), between);
    assertThat(ended.counts()).isEqualTo(new BatchCounts(10, 9, 1));
    assertThat(first.asked()).hasSize(1);
    assertThat(content(ended.failures())).hasSize(1);
  }

  @Test
  void an_unknown_file_and_one_for_something_else_are_refused() {
    var request = new BatchRequest("file-1", BatchTarget.EMBEDDINGS, "24h", Json.object(), null);
    assertThatThrownBy(() -> Store.await(batches.create(request, WHO.principal(), WHO.caller())))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
  }

  @Test
  void lists_page() {
    var first = create(lines(1));
    now.set(now.get().plusMillis(1));
    var second = create(lines(1));
    var page = Store.await(batches.list(OWNER, "", 1));
    assertThat(page.batches()).extracting(StoredBatch::id).containsExactly(second.id());
    assertThat(page.more()).isTrue();
    assertThat(Store.await(batches.list(OWNER, second.id(), 1)).batches())
        .extracting(StoredBatch::id)
        .containsExactly(first.id());
    assertThat(Store.await(batches.list("bert", "", 1)).batches()).isEmpty();
  }
}
