package dev.tutti.selection.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Training of the classifier of task types, and its accuracy on prompts held out. */
public final class TaskBench {
  private static final int FOLDS = 10;

  private final List<LabelledPrompt> said;
  private final List<LabelledPrompt> others;

  /** The prompts of a folder of recorded data. */
  public TaskBench(Path folder) {
    said = LabelledPrompts.said(folder);
    others = new ArrayList<>(LabelledPrompts.own());
    others.addAll(LabelledPrompts.derived(folder));
  }

  /**
   * Accuracies on prompts held out.
   *
   * @param belle prompts of BELLE, judged without themselves
   * @param alignBench prompts of AlignBench, judged without all of them; none when there are none
   * @param table by source and label
   */
  public record Result(double belle, OptionalDouble alignBench, String table) {}

  /** A judgement of one prompt. */
  private record Judgement(LabelledPrompt prompt, TaskType type) {
    boolean isRight() {
      return prompt.accepted().contains(type);
    }
  }

  /** Bytes of the weights that everything gives. */
  public byte[] train() {
    var all = new ArrayList<>(said);
    all.addAll(others);
    return TaskTrainer.train(all).bytes();
  }

  /** Measures on prompts held out: BELLE by folds, all other sources without themselves. */
  public Result evaluate() {
    var judgements = new ArrayList<Judgement>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      judgements.addAll(without(each -> each.source().equals("belle") && each.fold(FOLDS) == fold));
    }
    for (var source : said.stream().map(LabelledPrompt::source).distinct().sorted().toList()) {
      if (!source.equals("belle")) {
        judgements.addAll(without(each -> each.source().equals(source)));
      }
    }
    var align = of(judgements, "alignbench");
    return new Result(
        accuracy(of(judgements, "belle")),
        align.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(accuracy(align)),
        table(judgements));
  }

  /**
   * Accuracy on the prompts of AlignBench's own release.
   *
   * @param table by category
   */
  public record Accuracy(double value, String table) {}

  /** Measures the shipped weights on AlignBench's own release. */
  public static Accuracy unseenAlignBench(Path file) {
    return accuracyOf(judged(PromptAnalyzer.shipped(), LabelledPrompts.alignBench(file)));
  }

  /**
   * Measures on AlignBench's own release by folds: each prompt by weights that were trained on the
   * other folds of it, too, and never on itself.
   */
  public Accuracy foldedAlignBench(Path file) {
    var release = LabelledPrompts.alignBench(file);
    var all = new ArrayList<>(said);
    all.removeIf(each -> each.source().equals("alignbench"));
    all.addAll(release);
    var judgements = new ArrayList<Judgement>();
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      judgements.addAll(
          without(all, each -> each.source().equals("alignbench") && each.fold(FOLDS) == fold));
    }
    return accuracyOf(judgements);
  }

  private List<Judgement> without(Predicate<LabelledPrompt> held) {
    return without(said, held);
  }

  private List<Judgement> without(List<LabelledPrompt> from, Predicate<LabelledPrompt> held) {
    var train = new ArrayList<>(others);
    from.stream().filter(held.negate()).forEach(train::add);
    var analyzer = PromptAnalyzer.of(TaskTrainer.train(train));
    return judged(analyzer, from.stream().filter(held).toList());
  }

  private static List<Judgement> judged(PromptAnalyzer analyzer, List<LabelledPrompt> prompts) {
    return prompts.stream()
        .map(each -> new Judgement(each, analyzer.analyze(each.text()).taskType()))
        .toList();
  }

  private static Accuracy accuracyOf(List<Judgement> judgements) {
    return new Accuracy(accuracy(judgements), table(judgements));
  }

  private static List<Judgement> of(List<Judgement> judgements, String source) {
    return judgements.stream().filter(each -> each.prompt.source().equals(source)).toList();
  }

  private static double accuracy(List<Judgement> judgements) {
    return judgements.stream().mapToInt(each -> each.isRight() ? 1 : 0).average().orElse(0);
  }

  private static String table(List<Judgement> judgements) {
    var text = new StringBuilder();
    var groups = new TreeMap<String, List<Judgement>>();
    for (var each : judgements) {
      var name = each.prompt.source() + " " + each.prompt.label().label();
      groups.computeIfAbsent(each.prompt.source() + " all", _ -> new ArrayList<>()).add(each);
      groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(each);
    }
    groups.forEach(
        (name, each) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-32s %5d %7.3f  %s%n",
                    name,
                    each.size(),
                    accuracy(each),
                    mistakes(each))));
    return text.toString();
  }

  /** The commonest wrong types. */
  private static String mistakes(List<Judgement> judgements) {
    var counts = new TreeMap<String, Integer>();
    judgements.stream()
        .filter(each -> !each.isRight())
        .forEach(each -> counts.merge(each.type.label(), 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted((one, other) -> other.getValue() - one.getValue())
        .limit(3)
        .map(each -> each.getKey() + " " + each.getValue())
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
