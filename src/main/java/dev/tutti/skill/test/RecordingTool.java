package dev.tutti.skill.test;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolDecorator;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool whose answers are recorded as they pass, and what gives them again. */
record RecordingTool(String key, SkillTool tool, Recorder recorder) implements ToolDecorator {

  /** Every tool, recorded. */
  static Map<String, SkillTool> all(Map<String, SkillTool> tools, Recorder recorder) {
    var all = new HashMap<String, SkillTool>();
    tools.forEach((key, tool) -> all.put(key, new RecordingTool(key, tool, recorder)));
    return all;
  }

  /** The same tools, which give what was told: nobody outside is asked again. */
  static Supplier<Map<String, SkillTool>> played(
      Map<String, SkillTool> tools, List<Recorder.ToolAnswer> told) {
    var answers = new HashMap<String, Queue<Recorder.ToolAnswer>>();
    tools.keySet().forEach(key -> answers.put(key, new ArrayDeque<>()));
    told.forEach(each -> answers.computeIfAbsent(each.tool(), _ -> new ArrayDeque<>()).add(each));
    var all = new HashMap<String, SkillTool>();
    answers.forEach((key, texts) -> all.put(key, new RecordedTool(key, tools.get(key), texts)));
    return () -> all;
  }

  @Override
  public SkillTool next() {
    return new RecordingTool(key, tool.next(), recorder);
  }

  @Override
  public String call(ObjectNode arguments, Execution execution) {
    var asked = Json.text(arguments);
    try {
      var text = tool.call(arguments, execution);
      recorder.add(new Recorder.ToolAnswer(key, asked, text, false));
      return text;
    } catch (RuntimeException e) {
      recorder.add(new Recorder.ToolAnswer(key, asked, String.valueOf(e.getMessage()), true));
      throw e;
    }
  }

  /** A tool of a recording, which need not be there any more. */
  private static final class RecordedTool implements SkillTool {
    private final String name;
    private final String description;
    private final ObjectNode parameters;
    private final Queue<Recorder.ToolAnswer> texts;

    RecordedTool(String key, @Nullable SkillTool tool, Queue<Recorder.ToolAnswer> texts) {
      this.name = tool == null ? key.substring(key.indexOf(':') + 1) : tool.name();
      this.description = tool == null ? "" : tool.description();
      this.parameters = tool == null ? Json.object() : tool.parameters();
      this.texts = texts;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public ObjectNode parameters() {
      return parameters;
    }

    @Override
    public String call(ObjectNode arguments, Execution execution) {
      var next = texts.poll();
      if (next == null) {
        throw new IllegalStateException("the recording has no answer of " + name);
      }
      if (next.failed()) {
        throw new IllegalStateException(next.text());
      }
      return next.text();
    }
  }
}
