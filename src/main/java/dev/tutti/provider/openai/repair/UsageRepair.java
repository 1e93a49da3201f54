package dev.tutti.provider.openai.repair;

import tools.jackson.databind.node.ObjectNode;

/** Repair of a provider's {@code usage}, which then has what OpenAI's must have. */
public final class UsageRepair {
  private UsageRepair() {}

  /** Repairs it in place; whether there was anything to repair. */
  public static boolean mend(ObjectNode usage, boolean completes) {
    boolean mended = dropNulls(usage, "prompt_tokens_details");
    mended |= dropNulls(usage, "completion_tokens_details");
    mended |= count(usage, "prompt_tokens", usage.path("input_tokens").asLong(0));
    if (completes) {
      long rest = usage.path("total_tokens").asLong(0) - usage.path("prompt_tokens").asLong(0);
      mended |=
          count(usage, "completion_tokens", usage.path("output_tokens").asLong(Math.max(0, rest)));
    }
    long total = usage.path("prompt_tokens").asLong(0) + usage.path("completion_tokens").asLong(0);
    mended |= count(usage, "total_tokens", total);
    return mended;
  }

  private static boolean count(ObjectNode usage, String name, long fallback) {
    if (usage.path(name).isIntegralNumber()) {
      return false;
    }
    usage.put(name, usage.path(name).isNumber() ? usage.path(name).asLong(fallback) : fallback);
    return true;
  }

  /** OpenAI leaves out what others say is null, and counts in whole numbers. */
  private static boolean dropNulls(ObjectNode usage, String name) {
    if (usage.path(name) instanceof ObjectNode details) {
      return details
          .properties()
          .removeIf(
              part -> part.getKey().endsWith("_tokens") && !part.getValue().isIntegralNumber());
    }
    return usage.remove(name) != null;
  }
}
