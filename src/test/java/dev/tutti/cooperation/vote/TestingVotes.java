package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.answer.AnswerType;
import dev.tutti.cooperation.answer.GoldAnswer;
import dev.tutti.cooperation.vote.weight.LearnedPanels;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ballots and outcomes for tests. */
final class TestingVotes {
  private TestingVotes() {}

  /** Ballot of answers such as {@code "a: 5"}. */
  static Ballot ballot(VotingParameters parameters, String... answers) {
    return new Ballot(
        "", "", List.of(answers).stream().map(TestingVotes::answer).toList(), parameters);
  }

  static Ballot ballot(String... answers) {
    return ballot(VotingParameters.USUAL, answers);
  }

  private static MemberAnswer answer(String text) {
    int colon = text.indexOf(": ");
    return MemberAnswer.of(text.substring(0, colon), text.substring(colon + 2));
  }

  static VotingParameters threshold(double threshold) {
    return new VotingParameters(threshold, false, true, AnswerType.AUTO);
  }

  /**
   * Questions whose answers are right as often as said; wrong ones are spread over three options.
   *
   * @param accuracies of the models m0, m1, ...
   */
  static List<LabelledQuestion> questions(Random random, int number, double... accuracies) {
    var questions = new ArrayList<LabelledQuestion>();
    for (int i = 0; i < number; i++) {
      var answers = new ArrayList<MemberAnswer>();
      for (int m = 0; m < accuracies.length; m++) {
        var letter =
            random.nextDouble() < accuracies[m] ? "A" : "" + (char) ('B' + random.nextInt(3));
        answers.add(MemberAnswer.of("m" + m, letter));
      }
      questions.add(
          new LabelledQuestion(
              "q" + i, "", "quiz", new GoldAnswer(AnswerType.CHOICE, "A"), answers));
    }
    return questions;
  }

  static List<OutcomeRow> rows(List<LabelledQuestion> questions) {
    return questions.stream().map(LabelledQuestion::row).toList();
  }

  /** Counting by what some questions teach. */
  static VoteCounter learned(List<LabelledQuestion> questions) {
    var rows = rows(questions);
    return new VoteCounter(new LearnedPanels(() -> rows));
  }
}
