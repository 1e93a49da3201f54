package dev.tutti.routing;

import dev.tutti.routing.retry.FallbackModel;
import dev.tutti.routing.retry.RetryingModel;
import java.util.List;

/**
 * What layers know of the model that they are put around.
 *
 * @param attempts its deployments, and what is asked when they fail
 * @param smaller asked after an outage: none or one
 */
record Route(ModelSettings settings, FallbackModel attempts, List<RetryingModel> smaller) {}
