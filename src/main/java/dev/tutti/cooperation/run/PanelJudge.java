package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.plan.PanelMember;
import java.util.regex.Pattern;

/** Judge of a panel: chooses one of its answers, or writes one of all. */
record PanelJudge(CooperationRun run, PanelMember member) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  /**
   * Choice of a judge.
   *
   * @param place among those that have answered
   * @param reason may be empty
   */
  record JudgeChoice(int place, String reason) {}

  /**
   * Chooses.
   *
   * @throws Fault when the judge does not answer, or names no answer
   */
  JudgeChoice choose(PanelAnswers answers) {
    var reply = run.ask(question("judge", Instructions.JUDGE, answers));
    var json = JsonReply.of(reply.text());
    int number =
        json.path("choice").isIntegralNumber()
            ? json.path("choice").asInt(0)
            : NUMBER
                .matcher(reply.text())
                .results()
                .findFirst()
                .map(each -> Integer.parseInt(each.group()))
                .orElse(0);
    if (number < 1 || number > answers.answered().size()) {
      throw Fault.of(
          FaultCode.INVALID_OUTPUT,
          "judge %s: chose %d (expected: 1 to %d)"
              .formatted(member.model(), number, answers.answered().size()));
    }
    return new JudgeChoice(number - 1, json.path("reason").asString(""));
  }

  /** Writes, while it is heard. */
  MemberReply write(PanelAnswers answers) {
    return run.askLast(question("synthesis", Instructions.SYNTHESIS, answers).answering(run));
  }

  private MemberQuestion question(String stage, Instructions what, PanelAnswers answers) {
    var question = run.question().text();
    var prompt =
        Instructions.QUESTION.over(question, question)
            + "\n\n"
            + Instructions.ANSWERS.over(question, answers.listed(1));
    var messages = run.question().instructed(what.in(question) + own(), prompt);
    return new MemberQuestion(stage, stage, member, messages);
  }

  private String own() {
    return member.task().isBlank() ? "" : "\n\n" + member.task();
  }
}
