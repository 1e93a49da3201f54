package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.answer.AnswerGroup;
import dev.tutti.cooperation.answer.AnswerPanel;
import dev.tutti.cooperation.answer.AnswerQuestion;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberOutcome;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.member.PanelRound;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.cooperation.vote.VotingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run of cheap models side by side, whose answer is taken where enough different ones say the same,
 * and of a strong one that is asked where they do not (Yue et al., Large Language Model Cascades
 * with Mixture of Thoughts Representations, 2024). Longer texts are never taken to be the same.
 */
record CascadeRun(CooperationRun run, CooperationPlan.Cascade plan) implements KindRun {
  private static final String ESCALATION = "escalation";

  @Override
  public Conclusion conclude() {
    var prompts = new PanelPrompts(run);
    var questions =
        prompts.first("panel", plan.panel(), prompts.compared(plan.answers())).stream()
            .map(each -> each.answering(run))
            .toList();
    var time = PanelTime.beforeAnotherStage(run);
    var outcomes = PanelRound.ask(run, questions, time, plan.agreeing(), this::isDecided);
    var said = new ComparedAnswers(run, plan, new PanelAnswers(plan.panel(), outcomes));
    var json = said.json();
    var agreed = said.agreed();
    json.put("consensus", agreed.map(AnswerGroup::canonical).orElse(null));
    json.put("escalated", agreed.isEmpty());
    if (agreed.isEmpty()) {
      return escalated(json);
    }
    note(said.answers(), agreed.get().canonical());
    return taken(json, said.first(agreed.get()));
  }

  private Conclusion taken(ObjectNode json, MemberReply reply) {
    json.put("final_result", reply.text());
    run.tell(reply.text());
    return new Conclusion(json, reply.text(), reply.finish());
  }

  /** Has the record say which answer was taken. */
  private void note(PanelAnswers answers, String taken) {
    var equal = new VotingParameters(0, false, false, plan.answers());
    answers.note(run, equal, answers.vote(run, equal), taken);
  }

  private Conclusion escalated(ObjectNode json) {
    var strong = plan.strong();
    var messages = run.question().instructed(strong.task());
    try {
      var question = new MemberQuestion(ESCALATION, ESCALATION, strong, messages).answering(run);
      var reply = run.askLast(question);
      json.put("escalated_to", strong.model()).put("final_result", reply.text());
      return new Conclusion(json, reply.text(), reply.finish());
    } catch (Fault fault) {
      throw fault.in("escalate_to " + strong.model());
    }
  }

  /** Whether enough say the same, or too few can say it any more. */
  private boolean isDecided(Map<Integer, MemberOutcome> there) {
    var members = new ArrayList<PanelMember>();
    there.keySet().forEach(place -> members.add(plan.panel().get(place)));
    var said =
        new ComparedAnswers(run, plan, new PanelAnswers(members, List.copyOf(there.values())));
    int left = plan.panel().size() - there.size();
    return said.agreed().isPresent() || said.mostModels() + left < plan.agreeing();
  }

  /** Answers that are there, compared. */
  private record ComparedAnswers(
      CooperationPlan.Cascade plan,
      List<PanelAnswers.AnsweredMember> answered,
      AnswerPanel panel,
      PanelAnswers answers) {
    ComparedAnswers(CooperationRun run, CooperationPlan.Cascade plan, PanelAnswers answers) {
      this(
          plan,
          answers.answered(),
          AnswerPanel.of(
              new AnswerQuestion(run.question().text(), plan.answers()),
              answers.answered().stream().map(each -> each.reply().text()).toList()),
          answers);
    }

    /** The answer of enough different models. */
    Optional<AnswerGroup> agreed() {
      return groups().filter(each -> models(each) >= plan.agreeing()).findFirst();
    }

    /** How many different models say the same, at most. */
    int mostModels() {
      return groups().mapToInt(this::models).max().orElse(answered.isEmpty() ? 0 : 1);
    }

    private Stream<AnswerGroup> groups() {
      return panel.isProse() ? Stream.empty() : panel.groups().stream();
    }

    private int models(AnswerGroup group) {
      return (int) group.answers().stream().map(this::model).distinct().count();
    }

    private String model(int place) {
      return answered.get(place).member().model();
    }

    /** The first of those that gave an answer. */
    MemberReply first(AnswerGroup group) {
      return answered.get(group.answers().getFirst()).reply();
    }

    ObjectNode json() {
      var json = Json.object().put("answer_type", panel.type().word());
      var list = json.putArray("answers");
      for (int i = 0; i < answered.size(); i++) {
        list.addObject()
            .put("model", model(i))
            .put("answer", panel.quote(i))
            .put("canonical", panel.canonical(i).orElse(null));
      }
      json.set("failures", answers.failures());
      return json;
    }
  }
}
