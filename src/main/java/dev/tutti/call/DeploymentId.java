package dev.tutti.call;

/**
 * Deployment that an attempt asks.
 *
 * @param provider the provider's name in the configuration
 * @param model the model as the provider names it
 */
public record DeploymentId(String provider, String model) {

  /** The name of the deployment: {@code provider/model}. */
  public String deployment() {
    return provider + "/" + model;
  }
}
