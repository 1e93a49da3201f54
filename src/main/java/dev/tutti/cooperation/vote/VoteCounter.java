package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.answer.AnswerGroup;
import dev.tutti.cooperation.answer.AnswerPanel;
import dev.tutti.cooperation.answer.AnswerType;
import dev.tutti.cooperation.vote.weight.PanelWeights;
import dev.tutti.cooperation.vote.weight.WeightSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Counter of votes, by weights that were learned where any were. Thread-safe. */
public final class VoteCounter {
  /** Most answers of one ballot. */
  public static final int MOST_ANSWERS = 64;

  private final WeightSource weights;

  VoteCounter(WeightSource weights) {
    this.weights = weights;
  }

  /** Counting by equal weights. */
  public static VoteCounter equal() {
    return new VoteCounter((_, _) -> PanelWeights.NONE);
  }

  /** Counts the answers of a ballot. */
  public VoteResult count(Ballot ballot) {
    var panel = AnswerPanel.of(ballot.asked(), texts(ballot));
    var tally = tally(ballot, panel, List.of());
    var standings = tally.standings();
    var votes = tally.votes();
    if (standings.isEmpty()) {
      return new VoteResult(panel.type(), panel.isProse(), null, false, List.of(), votes);
    }
    var leader = tally.leading(standings.getFirst());
    boolean reached = leader.share() >= ballot.parameters().consensusThreshold();
    var dissent =
        ballot.parameters().includeDissentingViews()
            ? standings.stream().skip(1).map(tally::dissenting).toList()
            : List.<DissentingView>of();
    return new VoteResult(panel.type(), panel.isProse(), leader, reached, dissent, votes);
  }

  private static List<String> texts(Ballot ballot) {
    return ballot.answers().stream().map(MemberAnswer::text).toList();
  }

  private VoteTally tally(Ballot ballot, AnswerPanel panel, List<String> awaited) {
    var models =
        Stream.concat(ballot.answers().stream().map(MemberAnswer::model), awaited.stream())
            .toList();
    var learned = weights.of(models.stream().distinct().sorted().toList(), ballot.taskType());
    return new VoteTally(ballot, panel, learned, models);
  }

  /**
   * Place of the model that has earned the most; the first one where nothing is known of them.
   *
   * @param models at least one
   * @param taskType whose outcomes count most; empty for all of them
   */
  public int mostReliable(List<String> models, String taskType) {
    var learned = weights.of(models.stream().distinct().sorted().toList(), taskType);
    int best = 0;
    for (int i = 1; i < models.size(); i++) {
      double more = reliability(learned, models.get(i)) - reliability(learned, models.get(best));
      best = more > 0 ? i : best;
    }
    return best;
  }

  private static double reliability(PanelWeights learned, String model) {
    return learned.reliability(model).orElse(0);
  }

  /**
   * Whether nothing that is still to come can change who leads, nor whether it reaches the
   * threshold. Prose is never decided before its end, as it is compared with all of it.
   *
   * @param ballot the answers that are there
   * @param awaited models whose answers are not, one entry for each answer
   */
  public boolean isDecided(Ballot ballot, List<String> awaited) {
    if (awaited.isEmpty()) {
      return true;
    }
    var panel = AnswerPanel.of(ballot.asked(), texts(ballot));
    if (!isSettled(ballot, panel, awaited.size())) {
      return false;
    }
    var tally = tally(ballot, panel, awaited);
    var scores = tally.standings().stream().map(VoteTally.Standing::score).toList();
    double rest = awaited.stream().mapToDouble(tally::mostWeight).sum();
    double leader = scores.getFirst();
    double second = scores.size() > 1 ? scores.get(1) : 0;
    double all = scores.stream().mapToDouble(Double::doubleValue).sum();
    double threshold = ballot.parameters().consensusThreshold();
    boolean reaches = leader / (all + rest) >= threshold;
    boolean cannotReach = (leader + rest) / (all + rest) < threshold;
    return leader - second > rest && (reaches || cannotReach);
  }

  /** Whether answers that come later cannot be read in a way that changes the groups. */
  private static boolean isSettled(Ballot ballot, AnswerPanel panel, int awaited) {
    int all = ballot.answers().size() + awaited;
    boolean mixed = panel.type() == AnswerType.NUMBER && hasBareAndMeasured(panel.groups());
    boolean typed =
        ballot.parameters().answerType() != AnswerType.AUTO
            || (!panel.groups().isEmpty() && panel.groups().getFirst().answers().size() * 2 > all);
    return typed && !mixed && panel.type() != AnswerType.PROSE && !panel.groups().isEmpty();
  }

  private static boolean hasBareAndMeasured(List<AnswerGroup> groups) {
    long measured = groups.stream().filter(each -> each.canonical().indexOf(' ') > 0).count();
    return measured > 0 && measured < groups.size();
  }

  /** Order of standings: score, then who is most reliable, then what does not depend on order. */
  static List<VoteTally.Standing> ranked(List<VoteTally.Standing> standings) {
    var ranked = new ArrayList<>(standings);
    ranked.sort(
        Comparator.comparingDouble((VoteTally.Standing each) -> -VoteTally.rounded(each.score()))
            .thenComparingDouble(each -> -each.reliability())
            .thenComparingDouble(each -> -each.stated())
            .thenComparingInt(each -> -each.group().answers().size())
            .thenComparing(each -> each.group().canonical()));
    return ranked;
  }
}
