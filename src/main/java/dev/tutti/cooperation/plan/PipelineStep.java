package dev.tutti.cooperation.plan;

import dev.tutti.template.Template;
import java.util.List;
import java.util.Set;

/**
 * Step of a pipeline.
 *
 * @param name unique in its pipeline
 * @param member who is asked
 * @param task what is asked, which may name outputs of earlier steps
 * @param needs steps whose outputs it needs, in the order of the pipeline
 * @param isExplicit whether the task itself says where outputs and the query stand; otherwise they
 *     follow it
 */
public record PipelineStep(
    String name, PanelMember member, Template task, List<String> needs, boolean isExplicit) {
  public PipelineStep {
    needs = List.copyOf(needs);
  }

  /** Whether everything that it needs is among some steps. */
  public boolean isReady(Set<String> done) {
    return done.containsAll(needs);
  }
}
