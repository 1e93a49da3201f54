package clients;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.errors.NotFoundException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files and batches: uploaded, made, awaited, downloaded, cancelled. */
final class OpenAiBatches {
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Set<Batch.Status> ENDED =
      Set.of(
          Batch.Status.COMPLETED,
          Batch.Status.FAILED,
          Batch.Status.EXPIRED,
          Batch.Status.CANCELLED);

  private final OpenAIClient client;

  OpenAiBatches(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Flows flows) {
    flows.add("files", this::files).add("batches", this::batches).add("batch_cancel", this::cancel);
  }

  private static String line(String id, String model) {
    return """
    {"custom_id": "%s", "method": "POST", "url": "/v1/chat/completions", \
    "body": {"model": "%s", "messages": [{"role": "user", "content": "Say hello."}]}}
    """
        .formatted(id, model);
  }

  private FileObject upload(String name, byte[] content) {
    var file =
        MultipartField.<InputStream>builder()
            .value(new ByteArrayInputStream(content))
            .filename(name)
            .build();
    return client
        .files()
        .create(FileCreateParams.builder().file(file).purpose(FilePurpose.BATCH).build());
  }

  private Batch create(String lines) {
    var input = upload("in.jsonl", lines.getBytes(StandardCharsets.UTF_8));
    return client
        .batches()
        .create(
            BatchCreateParams.builder()
                .inputFileId(input.id())
                .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                .completionWindow(BatchCreateParams.CompletionWindow._24H)
                .build());
  }

  private Batch ended(Batch begun) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var batch = begun;
    while (!ENDED.contains(batch.status())) {
      Expect.that(System.nanoTime() < deadline, batch.status() + " after " + PATIENCE);
      Thread.sleep(BETWEEN_LOOKS);
      batch = client.batches().retrieve(batch.id());
    }
    return batch;
  }

  private byte[] content(String id) throws IOException {
    try (var content = client.files().content(id)) {
      return content.body().readAllBytes();
    }
  }

  private List<String> rows(String id) throws IOException {
    return new String(content(id), StandardCharsets.UTF_8).lines().toList();
  }

  private void files() throws IOException {
    var content = "näme\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    var kept = upload("in.jsonl", content);
    Expect.same("bytes", kept.bytes(), (long) content.length);
    Expect.same("filename", kept.filename(), "in.jsonl");
    Expect.that(Arrays.equals(content(kept.id()), content), "another content than was sent");
    Expect.same("retrieved", client.files().retrieve(kept.id()).id(), kept.id());
    Expect.that(
        client.files().list().autoPager().stream().anyMatch(each -> each.id().equals(kept.id())),
        "it is not listed");
    Expect.same("deleted", client.files().delete(kept.id()).deleted(), true);
    Expect.raises(NotFoundException.class, () -> client.files().retrieve(kept.id()));
  }

  private void batches() throws IOException, InterruptedException {
    var lines =
        IntStream.range(0, 20)
            .mapToObj(n -> line("c" + n, n == 7 ? "no-such-model" : "sim"))
            .collect(Collectors.joining());
    var batch = ended(create(lines));
    Expect.same("status", batch.status(), Batch.Status.COMPLETED);
    var counts = batch.requestCounts().orElseThrow();
    Expect.same(
        "counts",
        List.of(counts.total(), counts.completed(), counts.failed()),
        List.of(20L, 19L, 1L));
    var answers = rows(batch.outputFileId().orElseThrow());
    Expect.same("results", answers.stream().distinct().count(), 19L);
    answers.forEach(row -> Expect.contains("content", row, "simulated"));
    var errors = rows(batch.errorFileId().orElseThrow());
    Expect.same("errors", errors.size(), 1);
    Expect.contains("custom_id", errors.getFirst(), "\"c7\"");
    var wrong = ended(create(line("same", "sim") + line("same", "sim")));
    Expect.same("status", wrong.status(), Batch.Status.FAILED);
    var error = wrong.errors().orElseThrow().data().orElseThrow().getFirst();
    Expect.same("code", error.code().orElseThrow(), "duplicate_custom_id");
    Expect.same("line", error.line().orElseThrow(), 2L);
  }

  private void cancel() throws InterruptedException {
    var lines =
        IntStream.range(0, 300)
            .mapToObj(n -> line("c" + n, "sim/sim-slow"))
            .collect(Collectors.joining());
    var batch = create(lines);
    client.batches().cancel(batch.id());
    Expect.same("status", ended(batch).status(), Batch.Status.CANCELLED);
  }
}
