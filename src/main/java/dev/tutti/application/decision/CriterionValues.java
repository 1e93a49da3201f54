package dev.tutti.application.decision;

import dev.tutti.application.decision.DecisionOption.SourcedValue;
import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.simulation.RatedRisk;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Values of options by criteria: what was given goes first; figures, risks and times that bear the
 * name of a criterion are values too.
 *
 * @param flows of the options that have some, by name
 */
record CriterionValues(Map<String, CashFlows> flows) {
  private static final List<String> ROI =
      List.of("roi", "return on investment", "投资回报率", "投资回报", "回报率", "投资收益率");
  private static final List<String> NPV = List.of("npv", "net present value", "净现值");
  private static final List<String> IRR = List.of("irr", "internal rate of return", "内部收益率");
  private static final List<String> PAYBACK =
      List.of("payback", "payback period", "回收期", "静态回收期", "投资回收期");
  private static final List<String> RISK = List.of("risk", "risks", "风险", "风险级别", "风险等级");
  private static final List<String> LOSS =
      List.of("expected loss", "expected losses", "预期损失", "期望损失");
  private static final List<String> TIME =
      List.of("timeline", "time", "duration", "time to market", "时间", "时间线", "周期", "工期");

  /** Value of an option, if there is one. */
  @Nullable SourcedValue of(DecisionOption option, AskedCriterion criterion) {
    SourcedValue given = option.values().get(criterion.name());
    if (given != null) {
      return given;
    }
    String name = criterion.plain();
    CashFlows own = flows.get(option.name());
    if (RISK.contains(name)) {
      return risk(option);
    }
    if (TIME.contains(name)) {
      return time(option, own);
    }
    if (LOSS.contains(name)) {
      Double loss = DecisionRisk.expectedLoss(option.risks());
      return loss == null ? null : new SourcedValue(loss, FigureOrigin.COMPUTED);
    }
    OptionalDouble figure = own == null ? OptionalDouble.empty() : figure(name, own);
    return figure.isEmpty() ? null : new SourcedValue(figure.getAsDouble(), FigureOrigin.COMPUTED);
  }

  private static OptionalDouble figure(String name, CashFlows flows) {
    if (ROI.contains(name)) {
      return flows.roi();
    }
    if (NPV.contains(name)) {
      return OptionalDouble.of(flows.npv());
    }
    if (IRR.contains(name)) {
      return flows.irr();
    }
    return PAYBACK.contains(name) ? flows.payback() : OptionalDouble.empty();
  }

  private static @Nullable SourcedValue risk(DecisionOption option) {
    List<RatedRisk> rated = DecisionRisk.rated(option.risks());
    if (!rated.isEmpty()) {
      int largest = rated.stream().mapToInt(RatedRisk::product).max().orElse(0);
      return new SourcedValue(largest, FigureOrigin.COMPUTED);
    }
    return option.level() == null ? null : new SourcedValue(option.level(), option.origin());
  }

  /** Months that were given, or until the end of the first year that brings money. */
  private static @Nullable SourcedValue time(DecisionOption option, @Nullable CashFlows flows) {
    if (option.months() != null) {
      return new SourcedValue(option.months(), option.origin());
    }
    for (int year = 1; flows != null && year < flows.flows().size(); year++) {
      if (flows.flows().get(year) > 0) {
        return new SourcedValue(year * 12.0, FigureOrigin.COMPUTED);
      }
    }
    return null;
  }
}
