package dev.tutti.ledger;

import dev.tutti.chat.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rates of a model: what its tokens cost. Immutable.
 *
 * <p>Held in picodollars for one token, which is micro-dollars for a million: list prices have at
 * most six decimals, so that they are exact, and a sum over a billion tokens fits a {@code long}.
 */
public final class Rates {
  private static final String INPUT = "input";
  private static final String CACHED_INPUT = "cached_input";
  private static final String CACHE_WRITE = "cache_write";
  private static final String HOUR_CACHE_WRITE = "cache_write_1h";
  private static final String OUTPUT = "output";
  private static final String REASONING_OUTPUT = "reasoning_output";
  private static final String AUDIO_INPUT = "audio_input";
  private static final String AUDIO_OUTPUT = "audio_output";
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              INPUT,
              CACHED_INPUT,
              CACHE_WRITE,
              HOUR_CACHE_WRITE,
              OUTPUT,
              REASONING_OUTPUT,
              AUDIO_INPUT,
              AUDIO_OUTPUT));

  private static final BigDecimal HIGHEST = BigDecimal.valueOf(100_000);
  private static final long PICO_PER_NANO = 1_000;

  private final Map<String, BigDecimal> dollars;
  private final long input;
  private final long cachedInput;
  private final long cacheWrite;
  private final long hourCacheWrite;
  private final long output;
  private final long reasoningOutput;
  private final long audioInput;
  private final long audioOutput;

  private Rates(Map<String, BigDecimal> dollars) {
    this.dollars = dollars;
    this.input = pico(INPUT, INPUT);
    this.cachedInput = pico(CACHED_INPUT, INPUT);
    this.cacheWrite = pico(CACHE_WRITE, INPUT);
    this.hourCacheWrite =
        dollars.containsKey(HOUR_CACHE_WRITE) ? pico(HOUR_CACHE_WRITE, INPUT) : 2 * input;
    this.output = pico(OUTPUT, OUTPUT);
    this.reasoningOutput = pico(REASONING_OUTPUT, OUTPUT);
    this.audioInput = pico(AUDIO_INPUT, INPUT);
    this.audioOutput = pico(AUDIO_OUTPUT, OUTPUT);
  }

  /**
   * Prices in US dollars for a million tokens, 0 to 100,000: {@code input} and {@code output};
   * where they differ from those, {@code cached_input}, {@code cache_write}, {@code cache_write_1h}
   * (what is kept for an hour; twice the input's price, as Anthropic has it, where it is not
   * given), {@code reasoning_output} (of every output token when the model reasoned); and {@code
   * audio_input} and {@code audio_output}, without which usage with audio has no known cost.
   *
   * @throws IllegalArgumentException for other names, missing ones, or values out of range
   */
  public static Rates perMillion(Map<String, BigDecimal> dollars) {
    dollars.forEach(Rates::check);
    for (var needed : needed()) {
      if (!dollars.containsKey(needed)) {
        throw new IllegalArgumentException("price: " + needed + " is missing (expected: a number)");
      }
    }
    return new Rates(new LinkedHashMap<>(dollars));
  }

  private static void check(String name, BigDecimal price) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("price: " + name + " (expected: one of " + NAMES + ")");
    }
    checked(price);
  }

  /** A price in its range. */
  static BigDecimal checked(BigDecimal price) {
    if (price.signum() < 0 || price.compareTo(HIGHEST) > 0) {
      throw new IllegalArgumentException("price: " + price + " (expected: 0 to 100000 dollars)");
    }
    return price;
  }

  /** Every kind of token that can have a price. */
  static Set<String> names() {
    return Collections.unmodifiableSet(NAMES);
  }

  /** The kinds that must have one. */
  static List<String> needed() {
    return List.of(INPUT, OUTPUT);
  }

  private long pico(String name, String otherwise) {
    var price = dollars.getOrDefault(name, dollars.getOrDefault(otherwise, BigDecimal.ZERO));
    return price.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** Cost of the usage, rounded to a nano-dollar once. */
  public Cost cost(Usage usage) {
    if (!pricesAudio(usage)) {
      return Cost.UNKNOWN;
    }
    try {
      long pico = Math.addExact(inputCost(usage), outputCost(usage));
      return new Cost.Known(Math.addExact(pico, PICO_PER_NANO / 2) / PICO_PER_NANO);
    } catch (ArithmeticException _) {
      return new Cost.Known(Long.MAX_VALUE / PICO_PER_NANO); // nine million dollars, or more
    }
  }

  /** Whether an answer's tokens cost the same when its model reasoned. */
  boolean reasonsAtOutputPrice() {
    return reasoningOutput == output;
  }

  /** Picodollars of a token, where neither audio nor an hour in a cache is concerned. */
  long pico(TokenCost.Kind kind) {
    return switch (kind) {
      case INPUT -> input;
      case CACHED_INPUT -> cachedInput;
      case CACHE_WRITE -> cacheWrite;
      case OUTPUT -> output;
    };
  }

  private boolean pricesAudio(Usage usage) {
    return (usage.audioInput() == 0 || dollars.containsKey(AUDIO_INPUT))
        && (usage.audioOutput() == 0 || dollars.containsKey(AUDIO_OUTPUT));
  }

  private long inputCost(Usage usage) {
    long special =
        Math.addExact(Math.addExact(usage.cachedInput(), usage.cacheWrite()), usage.audioInput());
    long plain = Math.max(0, Math.subtractExact(usage.input(), special));
    long text = Math.addExact(times(plain, input), times(usage.cachedInput(), cachedInput));
    long rest = Math.addExact(writeCost(usage), times(usage.audioInput(), audioInput));
    return Math.addExact(text, rest);
  }

  private long writeCost(Usage usage) {
    long hour = Math.min(usage.billing().hourCacheWrite(), usage.cacheWrite());
    return Math.addExact(times(usage.cacheWrite() - hour, cacheWrite), times(hour, hourCacheWrite));
  }

  private long outputCost(Usage usage) {
    long plain = Math.max(0, Math.subtractExact(usage.output(), usage.audioOutput()));
    return Math.addExact(
        times(plain, usage.reasoning() > 0 ? reasoningOutput : output),
        times(usage.audioOutput(), audioOutput));
  }

  private static long times(long tokens, long pico) {
    return Math.multiplyExact(Math.max(0, tokens), pico);
  }
}
