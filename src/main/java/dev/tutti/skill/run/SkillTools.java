package dev.tutti.skill.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.ToolName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools that skills may give to their models.
 *
 * @param configured those that are configured or that the embedding program has added, by {@code
 *     http:name} and {@code fn:name}; what is here as {@code skill:name} stands for that skill
 * @param atOnce calls of one answer that run side by side
 * @param around what stands for a skill that is called as a tool
 */
public record SkillTools(
    Supplier<Map<String, SkillTool>> configured, int atOnce, UnaryOperator<SkillTool> around) {
  /** So many calls of one answer run side by side where nothing is recorded. */
  public static final int USUAL_AT_ONCE = 8;

  /** Tools that are called one after the other, so that what is recorded has an order. */
  public SkillTools(Supplier<Map<String, SkillTool>> configured) {
    this(configured, 1, UnaryOperator.identity());
  }

  /** Tools that an execution may use, by the names that models call. */
  Map<String, SkillTool> of(Execution execution, SkillEngine engine) {
    var skill = execution.skill();
    var all = new LinkedHashMap<String, SkillTool>();
    for (var name : skill.settings().tools()) {
      var tool = tool(name, execution, engine);
      all.put(tool.name(), tool);
    }
    if (skill.files().text(AgentSkill.FILE).isPresent() && skill.files().texts().size() > 1) {
      all.put(AgentSkill.READ_TOOL, new ReferenceTool(skill.files()));
    }
    return all;
  }

  private SkillTool tool(ToolName name, Execution execution, SkillEngine engine) {
    var all = configured.get();
    var found = all.get(name.toString());
    if (found != null) {
      return found;
    }
    if (name.kind() == ToolName.ToolKind.SKILL) {
      return around.apply(CallSkillTool.of(engine, name, execution.call().caller()));
    }
    throw Fault.of( // it has just been taken out of the configuration
        FaultCode.MODEL_NOT_FOUND, "tools: %s is not there any more".formatted(name));
  }

  /**
   * Texts for the model in the order of its calls, some of which run side by side; none runs any
   * more when this returns.
   *
   * @param offered tools by the names that models call
   * @throws Fault when the execution must not go on
   */
  List<String> answer(
      List<Reply.ToolCall> calls, Map<String, SkillTool> offered, Execution execution) {
    var all = new ArrayList<ToolWork>();
    for (var call : calls) {
      execution.callsTool();
      var tool = offered.get(call.name());
      all.add(new ToolWork(call, tool == null ? null : tool.next(), execution));
    }
    return atOnce == 1 || all.size() == 1
        ? all.stream().map(ToolWork::call).toList()
        : sideBySide(all);
  }

  private List<String> sideBySide(List<ToolWork> all) {
    var places = new Semaphore(atOnce);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var ends = all.stream().map(work -> new FutureTask<>(() -> work.within(places))).toList();
      for (int i = 0; i < ends.size(); i++) {
        if (!all.get(i).isOrdered()) {
          threads.execute(ends.get(i));
        }
      }
      for (int i = 0; i < ends.size(); i++) {
        if (all.get(i).isOrdered()) {
          ends.get(i).run();
        }
      }
      var texts = new ArrayList<String>();
      for (var end : ends) {
        texts.add(end.get());
      }
      return texts;
    } catch (ExecutionException e) {
      throw Fault.from(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.from(e);
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /** Call of a tool, which may be of none that there is. */
  private record ToolWork(Reply.ToolCall asked, @Nullable SkillTool tool, Execution execution) {
    boolean isOrdered() {
      return tool != null && tool.isOrdered();
    }

    String within(Semaphore places) throws InterruptedException {
      places.acquire();
      try {
        return call();
      } finally {
        places.release();
      }
    }

    /** The text for the model: the tool's answer, or why there is none. */
    String call() {
      if (tool == null) {
        return "Error: no tool is called " + asked.name();
      }
      try {
        var arguments = asked.arguments().isBlank() ? Json.object() : Json.tree(asked.arguments());
        return arguments instanceof ObjectNode object
            ? tool.call(object, execution)
            : "Error: the arguments are no JSON object";
      } catch (Fault fault) {
        if (execution.call().cancelled()) {
          throw execution.call().reason();
        }
        if (execution.overspent() || fault.isCallerLimit()) {
          throw fault;
        }
        return "Error: " + fault.getMessage();
      } catch (RuntimeException e) {
        return "Error: " + e.getMessage();
      }
    }
  }
}
