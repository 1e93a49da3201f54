package dev.tutti.routing;

import dev.tutti.ledger.Prices;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.recording.BodySettings;
import dev.tutti.resilience.budget.BudgetSettings;
import dev.tutti.resilience.limit.LimitSettings;
import java.util.Map;

/**
 * Rules of the configuration in force that calls of models go by.
 *
 * @param providers by name
 * @param models the aliases, by name
 */
public record ModelRules(
    Map<String, ProviderSettings> providers,
    Map<String, ModelSettings> models,
    LimitSettings limits,
    BudgetSettings budgets,
    AdaptiveRules adaptive,
    BodySettings bodies,
    Prices prices) {}
