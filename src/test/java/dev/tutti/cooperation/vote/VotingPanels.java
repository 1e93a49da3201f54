package dev.tutti.cooperation.vote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Panels of the design note, made of recorded answers. */
final class VotingPanels {
  static final String CLOSE = "MMLU-Pro, 3 close";
  static final String STRONG_AND_WEAK = "MMLU-Pro, 1 strong + 4 weak";
  static final String ALL = "MMLU-Pro, all 13";
  static final String GSM8K = "GSM8K, all";
  static final String GAOKAO = "GAOKAO, all runs";

  private static final int CLOSE_MEMBERS = 3;
  private static final int WEAK_MEMBERS = 4;

  private VotingPanels() {}

  static List<MeasuredPanel> in(Path folder) {
    var pro = VotingSuite.questions(folder.resolve("votes_mmlupro_2000.jsonl"));
    var ranked = ranked(pro);
    var weak = new ArrayList<>(ranked.subList(ranked.size() - WEAK_MEMBERS, ranked.size()));
    weak.add(ranked.getFirst());
    return List.of(
        MeasuredPanel.of(CLOSE, of(pro, ranked.subList(0, CLOSE_MEMBERS))),
        MeasuredPanel.of(STRONG_AND_WEAK, of(pro, weak)),
        MeasuredPanel.of(ALL, pro),
        MeasuredPanel.of(GSM8K, VotingSuite.questions(folder.resolve("votes_gsm8k.jsonl"))),
        MeasuredPanel.of(GAOKAO, VotingSuite.questions(folder.resolve("votes_gaokao.jsonl"))));
  }

  /** Models, the most often right first. */
  private static List<String> ranked(List<LabelledQuestion> questions) {
    var rows = questions.stream().map(LabelledQuestion::row).toList();
    return LabelledQuestion.models(questions).stream()
        .sorted(
            Comparator.comparingLong(
                model ->
                    -rows.stream()
                        .flatMap(row -> row.answers().stream())
                        .filter(each -> each.model().equals(model) && each.isRight())
                        .count()))
        .toList();
  }

  /** Questions with the answers of some models. */
  private static List<LabelledQuestion> of(List<LabelledQuestion> questions, List<String> models) {
    var kept = Set.copyOf(models);
    return questions.stream()
        .map(
            each ->
                new LabelledQuestion(
                    each.id(),
                    each.question(),
                    each.taskType(),
                    each.gold(),
                    each.answers().stream().filter(of -> kept.contains(of.model())).toList()))
        .toList();
  }
}
