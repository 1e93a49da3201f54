package dev.tutti.gateway.session;

import dev.tutti.chat.Usage;
import tools.jackson.databind.node.ObjectNode;

/** Answer to a post, as it is written once it is kept. */
interface PostResult {

  /** The whole of it, after what the answer has used. */
  ObjectNode json(Usage usage);
}
