package dev.tutti.routing;

import dev.tutti.call.ChatModel;

/** One thing that is done around the attempts of a model. */
@FunctionalInterface
interface ModelLayer {

  /** The model with this layer around it; the model itself where it is not configured. */
  ChatModel around(ChatModel model, Route route);
}
