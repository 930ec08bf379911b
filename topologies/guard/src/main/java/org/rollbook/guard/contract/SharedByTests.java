package org.rollbook.guard.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the method of a contract that makes what all tests of a class share, such as a running
/// site. Tests name it as a parameter, by its type; see [SharedParameters].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedByTests {}
