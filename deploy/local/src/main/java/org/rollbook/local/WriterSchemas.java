package org.rollbook.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.rollbook.local.settings.Ports;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// What the messages on the bus were written with, as the stack's registry has it. Any thread.
final class WriterSchemas implements IntFunction<Schema>, AutoCloseable {

  private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
  private final Web registry;

  WriterSchemas(Ports ports) {
    registry = new Web(ports.registry());
  }

  /// @throws IllegalArgumentException if the registry has none under the id
  @Override
  public Schema apply(int id) {
    return known.computeIfAbsent(id, this::asked);
  }

  private Schema asked(int id) {
    Reply reply = registry.get("/apis/ccompat/v7/schemas/ids/" + id);
    if (reply.status() != 200) {
      throw new IllegalArgumentException("the registry does not know schema id " + id);
    }
    return new Schema.Parser().parse(reply.text("schema"));
  }

  @Override
  public void close() {
    registry.close();
  }
}
