package org.rollbook.guard.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests what a method of their class makes that is marked with [SharedByTests]. The method
/// is called once for a class, before the first test that names its result; the result is closed
/// after the last test of the class. So a contract, which is an interface and has no fields, can
/// have a site that its tests share.
public final class SharedParameters implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedParameters.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return maker(parameter, test).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Method maker = maker(parameter, test).orElseThrow();
    Object instance = test.getRequiredTestInstance();
    return classOf(test)
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(maker, _ -> Shared.by(maker, instance), Shared.class)
        .value();
  }

  /// The context of the class of a test, also of one that is repeated.
  private static ExtensionContext classOf(ExtensionContext test) {
    ExtensionContext context = test;
    while (context.getTestMethod().isPresent()) {
      context = context.getParent().orElseThrow();
    }
    return context;
  }

  private static Optional<Method> maker(ParameterContext parameter, ExtensionContext test) {
    return Arrays.stream(test.getRequiredTestClass().getMethods())
        .filter(method -> method.isAnnotationPresent(SharedByTests.class))
        .filter(method -> method.getReturnType() == parameter.getParameter().getType())
        .findFirst();
  }

  /// One of them. If it could not be made, no later test tries again.
  private record Shared(FutureTask<Object> made) implements AutoCloseable {

    static Shared by(Method maker, Object instance) {
      return new Shared(new FutureTask<>(() -> maker.invoke(instance)));
    }

    Object value() {
      made.run();
      try {
        return made.get();
      } catch (ExecutionException | InterruptedException failed) {
        throw new ParameterResolutionException("what the tests share was not made", failed);
      }
    }

    @Override
    public void close() {
      if (made.state() == Future.State.SUCCESS
          && made.resultNow() instanceof AutoCloseable resource) {
        try {
          resource.close();
        } catch (Exception failed) {
          throw new IllegalStateException(failed);
        }
      }
    }
  }
}
