package dev.tutti.skill.test;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.output.OutputForms;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.load.UnifiedDiff;
import dev.tutti.skill.run.ExecutionEnvironment;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.skill.run.SkillTools;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executions that were kept on request: the newest 1,000, each of at most 1 MiB. Thread-safe;
 * {@link #execute} and {@link #replay} block, for virtual threads.
 */
public final class Recordings {
  private static final Logger log = LoggerFactory.getLogger(Recordings.class);
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  private final Store store;
  private final SkillEngine engine;
  private final OutputForms forms;

  public Recordings(Store store, SkillEngine engine, OutputForms forms) {
    this.store = store;
    this.engine = engine;
    this.forms = forms;
  }

  /**
   * An execution that was to be kept.
   *
   * @param id the recording's; empty when there is none, because it is larger than 1 MiB or the
   *     database refuses it
   */
  public record RecordedResult(SkillResult result, String id) {}

  /**
   * A recording in a list.
   *
   * @param outcome {@code completed}, or the fault's code
   * @param bytes its size
   */
  public record RecordingEntry(
      String id, Instant at, String version, String revision, String outcome, long bytes) {}

  /**
   * Executes a skill and keeps all that was said, also when it fails.
   *
   * @throws Fault when nothing came of it
   */
  public RecordedResult execute(
      Skill skill, SkillRequest request, Call call, SkillListener listener) {
    var usual = engine.environment();
    var now = usual.clock().instant();
    var recorder = new Recorder(MOST_BYTES);
    var recording =
        engine.among(
            new ExecutionEnvironment(
                recorder.heard(usual.skills()),
                () -> new RecordingCatalog(usual.catalog().get(), recorder),
                InstantSource.fixed(now),
                usual.zone(),
                new SkillTools(
                    () -> RecordingTool.all(usual.tools().configured().get(), recorder))));
    var asked = Recording.request(engine.resumed(skill, request, call.caller()));
    try {
      var result = recording.execute(skill, request, new Execution(skill, call, 1, listener));
      asked.put("follow_up", result.mode().light() ? "yes" : "no");
      return new RecordedResult(
          result, keep(skill, call, now, asked, recorder, Recording.result(result)));
    } catch (Fault fault) {
      keep(skill, call, now, asked, recorder, Recording.result(fault));
      throw fault;
    }
  }

  private String keep(
      Skill skill, Call call, Instant now, ObjectNode asked, Recorder recorder, ObjectNode result) {
    var recording =
        new Recording(
            call.id(),
            now,
            skill.name(),
            skill.revision(),
            call.caller(),
            asked,
            recorder.skills(),
            recorder.exchanges(),
            recorder.told(),
            result);
    var body = Json.bytes(recording.json());
    if (recorder.full() || body.length > MOST_BYTES) {
      log.warn("Execution {} is not kept: it is larger than {} bytes", call.id(), MOST_BYTES);
      return "";
    }
    try {
      Store.await(
          store.write(
              handle -> {
                RecordingTable.put(handle, recording, body, MOST);
                return recording.id();
              }));
      return recording.id();
    } catch (StoreException e) {
      log.warn("Execution {} is not kept: {}", call.id(), e.toString());
      return "";
    }
  }

  /** The newest recordings of a skill, the newest first. */
  public CompletableFuture<List<RecordingEntry>> newest(String skill, int limit) {
    return store.read(handle -> RecordingTable.newest(handle, skill, limit));
  }

  /**
   * A whole recording as JSON; as a file among a skill's tests it is what {@code model.recorded}
   * names.
   */
  public CompletableFuture<ObjectNode> show(String skill, String id) {
    return store.read(handle -> found(handle, skill, id).json());
  }

  private static Recording found(Handle handle, String skill, String id) {
    return RecordingTable.find(handle, skill, id)
        .orElseThrow(
            () ->
                Fault.invalid("id", "\"%s\" is no recording of this skill".formatted(id))
                    .status(404));
  }

  /**
   * Comparison of an execution with its recording.
   *
   * @param recorded the revision that was executed then
   * @param replayed the one that was executed now
   * @param equal whether the result is the same, byte for byte
   * @param result the result of now
   * @param promptDiff how what models were told differs, empty when it does not
   * @param resultDiff how the result differs, empty when it does not
   */
  public record ReplayComparison(
      String recorded,
      String replayed,
      boolean equal,
      ObjectNode result,
      String promptDiff,
      String resultDiff) {}

  /**
   * Runs an execution again with the answers that models and tools gave then. Nobody is asked, and
   * nothing is counted.
   *
   * @param version which version to run; empty for the revision that was recorded
   * @throws Fault when there is no such recording, or no such version
   */
  public ReplayComparison replay(String skill, String id, String version, Call call) {
    var recording = Store.await(store.read(handle -> found(handle, skill, id)));
    var wanted = version.isEmpty() ? recording.revision() : version;
    var usual = engine.environment();
    var chosen = usual.skills().skill(skill, VersionSelector.of(wanted), recording.caller());
    var recorder = new Recorder(Integer.MAX_VALUE);
    var replay = new Replay(recording.exchanges(), forms);
    var quiet =
        SkillEngine.forgetful(
            new ExecutionEnvironment(
                recorder.heard(recording.pinned(usual.skills())),
                () -> new RecordingCatalog(ModelCatalog.only(new ScriptedModel(replay)), recorder),
                InstantSource.fixed(recording.at()),
                usual.zone(),
                new SkillTools(
                    RecordingTool.played(usual.tools().configured().get(), recording.told()))));
    call.caller(recording.caller());
    return compared(recording, chosen, run(quiet, chosen, recording, call), recorder);
  }

  private static ObjectNode run(SkillEngine engine, Skill skill, Recording recording, Call call) {
    var request = Recording.request(skill.name(), recording.request());
    try {
      var execution = new Execution(skill, call, 1, SkillListener.NOBODY);
      return Recording.result(engine.execute(skill, request, execution));
    } catch (Fault fault) {
      if (fault.code() == FaultCode.CANCELLED) {
        throw fault;
      }
      return Recording.result(fault);
    }
  }

  private static ReplayComparison compared(
      Recording then, Skill skill, ObjectNode result, Recorder recorder) {
    var now =
        new Recording(
            then.id(),
            then.at(),
            then.skill(),
            skill.revision(),
            then.caller(),
            then.request(),
            recorder.skills(),
            recorder.exchanges(),
            List.of(),
            result);
    var before = then.revision();
    var after = now.revision();
    return new ReplayComparison(
        before,
        after,
        Arrays.equals(Json.bytes(then.result()), Json.bytes(result)),
        result,
        UnifiedDiff.of("recorded " + before, then.prompts(), "replayed " + after, now.prompts()),
        UnifiedDiff.of(
            "recorded " + before, lines(then.result()), "replayed " + after, lines(result)));
  }

  /** A result in lines: its text as it is, the other members one a line. */
  private static String lines(ObjectNode result) {
    var lines = new StringBuilder(result.path("text").asString(""));
    result.forEachEntry(
        (name, value) -> {
          if (!name.equals("text")) {
            lines.append('\n').append(name).append(": ").append(Json.text(value));
          }
        });
    return lines.toString();
  }
}
