package dev.tutti;

import dev.tutti.application.api.ApplicationAnswer;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.ReadDocument;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for an application, built step by step; its steps are the members of {@code
 * /v1/apps/...}. Immutable and thread-safe: each step gives a changed copy.
 *
 * <pre>{@code
 * var answer =
 *     tutti
 *         .application("document_analysis")
 *         .file(Path.of("report.pdf"))
 *         .parameter("analysis_type", "comprehensive")
 *         .model("large")
 *         .run();
 * System.out.println(answer.text());
 * }</pre>
 */
public final class AskApplication {
  private final Core core;
  private final String name;
  private final ObjectNode body;
  private final Map<String, Path> paths;

  AskApplication(Core core, String name) {
    this(core, name, Json.object(), Map.of());
  }

  private AskApplication(Core core, String name, ObjectNode body, Map<String, Path> paths) {
    this.core = core;
    this.name = name;
    this.body = body;
    this.paths = paths;
  }

  private AskApplication with(Consumer<ObjectNode> change) {
    ObjectNode changed = body.deepCopy();
    change.accept(changed);
    return new AskApplication(core, name, changed, paths);
  }

  /** Text to work on. */
  public AskApplication content(String text) {
    return with(changed -> changed.put("content", text));
  }

  /** File to work on, after those before it. */
  public AskApplication file(Path path) {
    var more = new LinkedHashMap<>(paths);
    more.put(path.toString(), path);
    var changed = with(json -> json.withArray("files").add(path.toString()));
    return new AskApplication(core, name, changed.body, more);
  }

  /** Parameter, such as {@code output_format}. */
  public AskApplication parameter(String parameter, Object value) {
    return with(changed -> changed.withObject("parameters").set(parameter, Json.valueOf(value)));
  }

  /** Model that is asked. */
  public AskApplication model(String model) {
    return with(changed -> changed.put("model", model));
  }

  /**
   * Runs it, and waits for its end.
   *
   * @throws Fault when nothing came of it
   */
  public ApplicationAnswer run() {
    return core.embedded()
        .run(
            "app:" + name,
            Caller.ANONYMOUS,
            call -> core.applications().run(name, body, call, this::read));
  }

  private ReadDocument read(String file) {
    var path = paths.get(file);
    var shown = path == null ? null : path.getFileName();
    if (path == null || shown == null) {
      throw Fault.invalid("files", file + " (expected: a file of this machine)");
    }
    return core.applications().documents().read(shown.toString(), path);
  }
}
