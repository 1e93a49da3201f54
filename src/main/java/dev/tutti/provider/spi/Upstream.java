package dev.tutti.provider.spi;

/**
 * Address of a provider, with the adapter that speaks with it.
 *
 * @param address the base URL that the paths of {@link UpstreamRequest} follow
 */
public record Upstream(String address, Adapter adapter) {}
