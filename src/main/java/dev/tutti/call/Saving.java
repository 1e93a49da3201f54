package dev.tutti.call;

import dev.tutti.chat.Usage;

/** Usage that was not necessary, of the deployment that would have had it. */
public record Saving(DeploymentId target, Usage usage) {}
