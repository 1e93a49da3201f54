package dev.tutti.routing;

import dev.tutti.call.ChatModel;

/** Layer around the attempts of a model; {@link Layers} has their order. */
@FunctionalInterface
interface ModelLayer {

  /** The model with this layer around it; the model itself where it is not configured. */
  ChatModel around(ChatModel model, Route route);
}
