package dev.tutti.cooperation.plan;

import static java.util.stream.Collectors.toSet;

import dev.tutti.cooperation.answer.AnswerType;
import dev.tutti.cooperation.vote.VotingParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Course of a cooperation, without its question. Immutable. */
public sealed interface CooperationPlan {
  /** Its kind. */
  CooperationKind kind();

  /** Everybody who may be asked, in the order of the request; a model may come several times. */
  List<PanelMember> members();

  /**
   * Models one after the other.
   *
   * @param steps at least one
   * @param rounds of critique, where there is one
   */
  record Sequential(List<SequentialStep> steps, int rounds) implements CooperationPlan {
    /** Keeps a copy. */
    public Sequential {
      steps = List.copyOf(steps);
    }

    @Override
    public CooperationKind kind() {
      return CooperationKind.SEQUENTIAL;
    }

    @Override
    public List<PanelMember> members() {
      return steps.stream().map(SequentialStep::member).toList();
    }

    /** Whether drafts are criticised. */
    public boolean isCritique() {
      return steps.getFirst().strategy() == SequentialStrategy.CRITIQUE_AND_REVISE;
    }
  }

  /**
   * Models side by side.
   *
   * @param panel whose answers are counted or brought together
   * @param otherwise what is done where a vote has no consensus; {@code VOTING} for nothing
   * @param judge the model that chooses or writes, where it is named
   */
  record Parallel(
      List<PanelMember> panel,
      PanelIntegration integration,
      VotingParameters voting,
      PanelIntegration otherwise,
      @Nullable PanelMember judge)
      implements CooperationPlan {
    /** Keeps a copy. */
    public Parallel {
      panel = List.copyOf(panel);
    }

    @Override
    public CooperationKind kind() {
      return CooperationKind.PARALLEL;
    }

    @Override
    public List<PanelMember> members() {
      return with(panel, judge);
    }
  }

  /**
   * Models that see each other's answers.
   *
   * @param rounds at most, the first one counted
   * @param judge the model that chooses where there is no consensus in the end, if any does
   */
  record Debate(
      List<PanelMember> panel, int rounds, VotingParameters voting, @Nullable PanelMember judge)
      implements CooperationPlan {
    /** Keeps a copy. */
    public Debate {
      panel = List.copyOf(panel);
    }

    @Override
    public CooperationKind kind() {
      return CooperationKind.DEBATE;
    }

    @Override
    public List<PanelMember> members() {
      return with(panel, judge);
    }
  }

  /**
   * Models in layers.
   *
   * @param layers in which the whole panel answers
   * @param judge the model that writes the answer of all, where it is named
   */
  record Mixture(
      List<PanelMember> panel, int layers, VotingParameters voting, @Nullable PanelMember judge)
      implements CooperationPlan {
    /** Keeps a copy. */
    public Mixture {
      panel = List.copyOf(panel);
    }

    @Override
    public CooperationKind kind() {
      return CooperationKind.MIXTURE;
    }

    @Override
    public List<PanelMember> members() {
      return with(panel, judge);
    }
  }

  /**
   * Cheap models side by side, then a strong one where they differ.
   *
   * @param panel of at least two different models
   * @param agreeing how many different models have to say the same, at least 2
   * @param answers how what they say is compared
   * @param strong who is asked where too few of them do
   */
  record Cascade(List<PanelMember> panel, int agreeing, AnswerType answers, PanelMember strong)
      implements CooperationPlan {
    /** Keeps a copy. */
    public Cascade {
      panel = List.copyOf(panel);
    }

    @Override
    public CooperationKind kind() {
      return CooperationKind.CASCADE;
    }

    @Override
    public List<PanelMember> members() {
      return with(panel, strong);
    }
  }

  /**
   * Steps that need each other.
   *
   * @param steps in the order of the request; no cycle
   */
  record Pipeline(List<PipelineStep> steps) implements CooperationPlan {
    /** Keeps a copy. */
    public Pipeline {
      steps = List.copyOf(steps);
    }

    @Override
    public CooperationKind kind() {
      return CooperationKind.PIPELINE;
    }

    @Override
    public List<PanelMember> members() {
      return steps.stream().map(PipelineStep::member).toList();
    }

    /** Steps that no other one needs, at least one. */
    public List<PipelineStep> ends() {
      var needed = steps.stream().flatMap(each -> each.needs().stream()).collect(toSet());
      return steps.stream().filter(each -> !needed.contains(each.name())).toList();
    }

    /** The last one of these: its output is the result. */
    public PipelineStep result() {
      return ends().getLast();
    }
  }

  private static List<PanelMember> with(List<PanelMember> panel, @Nullable PanelMember judge) {
    var all = new ArrayList<>(panel);
    if (judge != null) {
      all.add(judge);
    }
    return all;
  }
}
