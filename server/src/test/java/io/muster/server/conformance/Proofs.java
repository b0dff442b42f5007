package io.muster.server.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Finds every test method that says what it proves, without loading a class. */
final class Proofs {

    private Proofs() {}

    /** Tests, {@code package.Class#method}, by the statement that they prove. */
    static Map<String, SortedSet<String>> byStatement() throws IOException {
        Map<String, SortedSet<String>> proofs = new TreeMap<>();
        MetadataReaderFactory readers = new CachingMetadataReaderFactory();
        for (Resource file : classes()) {
            for (MethodMetadata method : readers.getMetadataReader(file)
                    .getAnnotationMetadata()
                    .getAnnotatedMethods(Proves.class.getName())) {
                String test = method.getDeclaringClassName() + "#" + method.getMethodName();
                for (String statement : statements(method)) {
                    proofs.computeIfAbsent(statement, id -> new TreeSet<>()).add(test);
                }
            }
        }
        return proofs;
    }

    private static List<Resource> classes() throws IOException {
        List<Resource> classes = new ArrayList<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:io/muster/server/**/*Test.class")) {
            classes.add(file);
        }
        return classes;
    }

    private static String[] statements(MethodMetadata method) {
        var attributes = Objects.requireNonNull(method.getAnnotationAttributes(Proves.class.getName()));
        return (String[]) Objects.requireNonNull(attributes.get("value"));
    }
}
