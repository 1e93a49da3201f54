package dev.tutti.session.view;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Usage;
import dev.tutti.context.InputPrice;
import dev.tutti.ledger.Price;
import dev.tutti.ledger.Prices;

/** Prices of models' input, by the names that callers use. */
public final class InputPrices {
  private static final long THOUSAND = 1_000;

  private InputPrices() {}

  /**
   * The price of a model that is named {@code provider/model}; of others it is not known which
   * deployment will answer, so that fewer tokens are taken to be better.
   */
  public static InputPrice of(Prices prices, String model) {
    int slash = model.indexOf('/');
    if (slash < 1) {
      return InputPrice.ALIKE;
    }
    var target = new DeploymentId(model.substring(0, slash), model.substring(slash + 1));
    return prices
        .find(target)
        .map(price -> new InputPrice(cost(price, 0), cost(price, THOUSAND)))
        .orElse(InputPrice.ALIKE);
  }

  /** Nano-dollars of a thousand tokens of input, of which some are cached. */
  private static double cost(Price price, long cached) {
    return price.cost(new Usage(THOUSAND, 0, cached, 0, 0, 0, 0, false)).knownNanoDollars();
  }
}
