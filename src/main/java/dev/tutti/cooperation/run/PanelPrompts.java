package dev.tutti.cooperation.run;

import dev.tutti.cooperation.answer.AnswerType;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberOutcome;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.cooperation.vote.VotingParameters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Prompts of members that are asked side by side. */
record PanelPrompts(CooperationRun run) {
  /** Types whose answers are found by a line that says which it is. */
  private static final Set<AnswerType> SHORT =
      EnumSet.complementOf(EnumSet.of(AnswerType.PROSE, AnswerType.JSON, AnswerType.CODE));

  /** Instructions for answers that are counted. */
  String counted(VotingParameters voting) {
    var question = run.question().text();
    var parts = new ArrayList<String>();
    parts.add(compared(voting.answerType()));
    if (voting.weightByConfidence() && run.request().about().form().isEmpty()) {
      parts.add(Instructions.CONFIDENCE.in(question));
    }
    return String.join(" ", parts).strip();
  }

  /** Instructions for answers that are compared; empty for types that are compared as a whole. */
  String compared(AnswerType answers) {
    return SHORT.contains(answers) ? Instructions.VOTE.in(run.question().text()) : "";
  }

  /** The first round. */
  List<MemberQuestion> first(String stage, List<PanelMember> panel, String instructions) {
    var all = new ArrayList<MemberQuestion>();
    for (int i = 0; i < panel.size(); i++) {
      var member = panel.get(i);
      var messages = run.question().instructed(joined(member.task(), instructions));
      all.add(new MemberQuestion(stage, step(stage, i), member, messages));
    }
    return all;
  }

  /**
   * A round after another.
   *
   * @param own whether each sees its own answer apart from the others'
   */
  List<MemberQuestion> next(
      String stage, PanelAnswers before, Instructions what, String instructions, boolean own) {
    var question = run.question().text();
    var all = new ArrayList<MemberQuestion>();
    int readers = before.panel().size();
    var shown =
        Instructions.QUESTION.over(question, question)
            + "\n\n"
            + Instructions.ANSWERS.over(question, before.listed(readers));
    for (int i = 0; i < readers; i++) {
      var member = before.panel().get(i);
      var prompt = own ? shown + ownAnswer(before.outcomes().get(i)) : shown;
      var messages =
          run.question()
              .instructed(joined(member.task(), joined(what.in(question), instructions)), prompt);
      all.add(new MemberQuestion(stage, step(stage, i), member, messages));
    }
    return all;
  }

  private String ownAnswer(MemberOutcome outcome) {
    return outcome instanceof MemberReply reply
        ? "\n\n"
            + Instructions.OWN.over(run.question().text(), SaidConfidence.without(reply.text()))
        : "";
  }

  private static String step(String stage, int member) {
    return stage + "/" + (member + 1);
  }

  private static String joined(String one, String other) {
    return one.isBlank() || other.isBlank() ? one + other : one + "\n\n" + other;
  }
}
