package dev.tutti.selection.analysis;

import dev.tutti.chat.Json;
import dev.tutti.text.WordLists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Prompts with task types from a folder of recorded data, and prompts of our own. */
final class LabelledPrompts {
  private static final double OWN = 1.5;
  private static final double DERIVED = .5;
  private static final int MOST_OF_KIND = 60;

  private static final Map<String, TaskType> CATEGORIES =
      Map.ofEntries(
          Map.entry("open qa", TaskType.QUESTION_ANSWERING),
          Map.entry("closed qa", TaskType.QUESTION_ANSWERING),
          Map.entry("brainstorming", TaskType.CREATIVE_WRITING),
          Map.entry("generation", TaskType.CREATIVE_WRITING),
          Map.entry("rewrite", TaskType.CREATIVE_WRITING),
          Map.entry("math", TaskType.MATHS),
          Map.entry("classification", TaskType.CLASSIFICATION),
          Map.entry("extract", TaskType.EXTRACTION),
          Map.entry("code", TaskType.CODE),
          Map.entry("summarization", TaskType.SUMMARISING),
          Map.entry("stem", TaskType.QUESTION_ANSWERING),
          Map.entry("humanities", TaskType.QUESTION_ANSWERING),
          Map.entry("roleplay", TaskType.CHAT),
          Map.entry("reasoning", TaskType.REASONING),
          Map.entry("coding", TaskType.CODE),
          Map.entry("writing", TaskType.CREATIVE_WRITING),
          Map.entry("extraction", TaskType.EXTRACTION),
          Map.entry("Professional Knowledge", TaskType.QUESTION_ANSWERING),
          Map.entry("Open-ended Questions", TaskType.QUESTION_ANSWERING),
          Map.entry("Mathematics", TaskType.MATHS),
          Map.entry("Logical Reasoning", TaskType.REASONING),
          Map.entry("Writing Ability", TaskType.CREATIVE_WRITING),
          Map.entry("Task-oriented Role Play", TaskType.CHAT),
          Map.entry("专业能力", TaskType.QUESTION_ANSWERING),
          Map.entry("综合问答", TaskType.QUESTION_ANSWERING),
          Map.entry("数学计算", TaskType.MATHS),
          Map.entry("逻辑推理", TaskType.REASONING),
          Map.entry("文本写作", TaskType.CREATIVE_WRITING),
          Map.entry("角色扮演", TaskType.CHAT));

  private static final Map<String, TaskType> BENCHMARKS =
      Map.ofEntries(
          Map.entry("agentverse-logicgrid", TaskType.REASONING),
          Map.entry("agentverse-mgsm", TaskType.MATHS),
          Map.entry("gsm8k", TaskType.MATHS),
          Map.entry("math", TaskType.MATHS),
          Map.entry("human_eval", TaskType.CODE),
          Map.entry("mbpp", TaskType.CODE),
          Map.entry("commongen", TaskType.CREATIVE_WRITING),
          Map.entry("natural_qa", TaskType.QUESTION_ANSWERING),
          Map.entry("trivia_qa", TaskType.QUESTION_ANSWERING),
          Map.entry("mmlu", TaskType.QUESTION_ANSWERING));

  private static final Map<String, TaskType> INTENTS =
      Map.of(
          "translate", TaskType.TRANSLATION,
          "calculator", TaskType.MATHS,
          "greeting", TaskType.CHAT,
          "goodbye", TaskType.CHAT,
          "thank_you", TaskType.CHAT,
          "tell_joke", TaskType.CHAT,
          "are_you_a_bot", TaskType.CHAT,
          "definition", TaskType.QUESTION_ANSWERING);

  private LabelledPrompts() {}

  /** Prompts whose task type somebody has said: the file {@code tasktype_zh_en.jsonl}. */
  static List<LabelledPrompt> said(Path folder) {
    var prompts = new ArrayList<LabelledPrompt>();
    for (var row : rows(folder.resolve("tasktype_zh_en.jsonl"))) {
      var type = CATEGORIES.get(row.path("task_type").asString());
      var source = row.path("id").asString().replaceAll("-.*", "");
      if (type != null && !source.equals("lr")) {
        var text = row.path("prompt").asString();
        boolean translation =
            row.path("task_type").asString().equals("rewrite") && text.contains("翻译");
        prompts.add(
            translation
                ? new LabelledPrompt(source, text, Set.of(TaskType.TRANSLATION, type), 1)
                : new LabelledPrompt(source, text, type, 1));
      }
    }
    return prompts;
  }

  /** Prompts of AlignBench's own release, those whose category is a type of task. */
  static List<LabelledPrompt> alignBench(Path file) {
    var prompts = new ArrayList<LabelledPrompt>();
    for (var row : rows(file)) {
      var type = CATEGORIES.get(row.path("category").asString());
      if (type != null) {
        prompts.add(new LabelledPrompt("alignbench", row.path("question").asString(), type, 1));
      }
    }
    return prompts;
  }

  /** Prompts of benchmarks whose task follows from their source. */
  static List<LabelledPrompt> derived(Path folder) {
    var prompts = new ArrayList<LabelledPrompt>();
    take(
        rows(folder.resolve("route_llmrouter9.jsonl")),
        row -> row.path("task_type").asString(),
        BENCHMARKS,
        prompts);
    take(
        rows(folder.resolve("intents_clinc150.jsonl")),
        row -> row.path("intent").asString(),
        INTENTS,
        prompts);
    take(
        rows(folder.resolve("complexity.jsonl")),
        row -> row.path("source").asString().matches("XiaoMi.*|math-eval.*") ? "maths" : "",
        Map.of("maths", TaskType.MATHS),
        prompts);
    take(
        rows(folder.resolve("route_gaokao.jsonl")),
        row -> row.path("task_type").asString().replaceAll("_I+_.*", ""),
        Map.of(
            "Math", TaskType.MATHS,
            "History_MCQs", TaskType.QUESTION_ANSWERING,
            "Biology_MCQs", TaskType.QUESTION_ANSWERING,
            "Political_Science_MCQs", TaskType.QUESTION_ANSWERING),
        prompts);
    return prompts;
  }

  private static void take(
      List<JsonNode> rows,
      Function<JsonNode, String> kind,
      Map<String, TaskType> types,
      List<LabelledPrompt> to) {
    var taken = new HashMap<String, Integer>();
    for (var row : rows) {
      var type = types.get(kind.apply(row));
      if (type != null && taken.merge(kind.apply(row), 1, Integer::sum) <= MOST_OF_KIND) {
        to.add(new LabelledPrompt("derived", row.path("prompt").asString(), type, DERIVED));
      }
    }
  }

  /** Prompts of our own. */
  static List<LabelledPrompt> own() {
    var lists = WordLists.beside(LabelledPrompts.class, "/selection/tasks.txt");
    var prompts = new ArrayList<LabelledPrompt>();
    for (var type : TaskType.values()) {
      lists
          .lines(type.label().replace('_', '-'))
          .forEach(text -> prompts.add(new LabelledPrompt("own", text, type, OWN)));
    }
    return prompts;
  }

  private static List<JsonNode> rows(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .<JsonNode>map(line -> Json.request(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
