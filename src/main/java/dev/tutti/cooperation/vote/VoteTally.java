package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.answer.AnswerGroup;
import dev.tutti.cooperation.answer.AnswerPanel;
import dev.tutti.cooperation.vote.weight.PanelWeights;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Weights of the answers of one ballot, and what the groups have of them. */
final class VoteTally {
  private static final int LONGEST_ANSWER = 500;

  private final Ballot ballot;
  private final AnswerPanel panel;
  private final PanelWeights learned;

  /** Models of all answers, those that are awaited among them. */
  private final List<String> models;

  private final double[] weights;

  VoteTally(Ballot ballot, AnswerPanel panel, PanelWeights learned, List<String> models) {
    this.ballot = ballot;
    this.panel = panel;
    this.learned = learned;
    this.models = models;
    this.weights = IntStream.range(0, ballot.answers().size()).mapToDouble(this::weight).toArray();
  }

  /**
   * A group and what it has.
   *
   * @param score its weights, or of prose how central it is
   * @param weight its weights
   * @param reliability of its most reliable member; 0 where nothing is known
   * @param stated the highest stated confidence
   */
  record Standing(
      AnswerGroup group, double score, double weight, double reliability, double stated) {}

  private double weight(int place) {
    if (panel.canonical(place).isEmpty()) {
      return 0;
    }
    var answer = ballot.answers().get(place);
    return voice(answer.model()) * confidence(answer);
  }

  /** Weight of one of the answers of a model: of several learned ones it grows with their root. */
  private double voice(String model) {
    long answers = models.stream().filter(model::equals).count();
    double weight = learned.weight(model);
    return learned.isKnown() ? weight / Math.sqrt((double) answers) : weight;
  }

  private double confidence(MemberAnswer answer) {
    var stated = answer.confidence();
    return stated == null || !ballot.parameters().weightByConfidence()
        ? 1
        : learned.confidenceFactor(answer.model(), stated.value());
  }

  /** Weight that an awaited answer may have at most. */
  double mostWeight(String model) {
    return voice(model)
        * (ballot.parameters().weightByConfidence() ? PanelWeights.MOST_CONFIDENCE_FACTOR : 1);
  }

  /** Groups, the leading one first. */
  List<Standing> standings() {
    var centrality = panel.isProse() ? panel.centrality(weights) : new double[0];
    return VoteCounter.ranked(
        panel.groups().stream().map(group -> standing(group, centrality)).toList());
  }

  private Standing standing(AnswerGroup group, double[] centrality) {
    double weight = group.answers().stream().mapToDouble(each -> weights[each]).sum();
    double score =
        panel.isProse()
            ? group.answers().stream().mapToDouble(each -> centrality[each]).max().orElse(0)
            : weight;
    var answers = group.answers().stream().map(ballot.answers()::get).toList();
    return new Standing(
        group,
        score,
        weight,
        answers.stream().mapToDouble(each -> reliability(each)).max().orElse(0),
        answers.stream().mapToDouble(VoteTally::stated).max().orElse(0));
  }

  private double reliability(MemberAnswer answer) {
    return learned.reliability(answer.model()).orElse(0);
  }

  private static double stated(MemberAnswer answer) {
    var stated = answer.confidence();
    return stated == null ? 0 : stated.value();
  }

  private double total() {
    return IntStream.range(0, weights.length).mapToDouble(each -> weights[each]).sum();
  }

  private double share(Standing standing) {
    return standing.weight / total();
  }

  LeadingView leading(Standing standing) {
    int spokesman = spokesman(standing.group);
    return new LeadingView(
        standing.group.canonical(),
        ballot.answers().get(spokesman).text(),
        rounded(share(standing)),
        rounded(Math.clamp(confidence(standing), 0, 1)),
        isCalibrated());
  }

  private boolean isCalibrated() {
    return learned.isKnown() && !learned.scale().isPlain() && !panel.isProse();
  }

  /** Probability that a group is right; where nothing is known, its share among few. */
  private double confidence(Standing standing) {
    if (!learned.isKnown() || panel.isProse()) {
      long answers = IntStream.range(0, weights.length).filter(each -> weights[each] > 0).count();
      return (share(standing) * answers + 1) / (answers + 2);
    }
    var groups = panel.groups();
    var scores =
        groups.stream()
            .mapToDouble(group -> group.answers().stream().mapToDouble(each -> weights[each]).sum())
            .toArray();
    return learned.confidence(scores, groups.indexOf(standing.group));
  }

  DissentingView dissenting(Standing standing) {
    return new DissentingView(
        standing.group.canonical(),
        standing.group.answers().stream().map(each -> ballot.answers().get(each).model()).toList(),
        rounded(share(standing)),
        panel.quote(spokesman(standing.group)));
  }

  /** Place of the answer of a group's most reliable member. */
  private int spokesman(AnswerGroup group) {
    return group.answers().stream()
        .min(
            Comparator.<Integer>comparingDouble(each -> -reliability(ballot.answers().get(each)))
                .thenComparingDouble(each -> -weights[each]))
        .orElseThrow();
  }

  List<MemberVote> votes() {
    return IntStream.range(0, weights.length).mapToObj(this::vote).toList();
  }

  private MemberVote vote(int place) {
    var answer = ballot.answers().get(place);
    var canonical = panel.canonical(place);
    var quote = canonical.isEmpty() ? answer.text().strip() : panel.quote(place);
    return new MemberVote(
        answer.model(),
        quote.length() <= LONGEST_ANSWER ? quote : quote.substring(0, LONGEST_ANSWER - 3) + "...",
        canonical.orElse(null),
        rounded(weights[place]),
        answer.confidence());
  }

  static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
