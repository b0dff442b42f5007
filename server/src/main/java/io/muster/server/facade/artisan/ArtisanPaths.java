package io.muster.server.facade.artisan;

import io.muster.server.project.Project;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.util.UriUtils;

/** The paths of this interface. Its documents write some with a slash at the end; with and without are the same. */
@Configuration(proxyBeanMethods = false)
class ArtisanPaths {
    static final String ROOT = "/public/api";
    static final String APP = ROOT + "/apps/{project}";

    @Bean
    FilterRegistrationBean<UrlHandlerFilter> artisanSlashes() {
        UrlHandlerFilter filter = UrlHandlerFilter.trailingSlashHandler(ROOT + "/**")
                .wrapRequest()
                .build();
        return new FilterRegistrationBean<>(filter);
    }

    static String download(String job) {
        return ROOT + "/jobs/" + segment(job) + "/download";
    }

    static String user(Project project, String id) {
        return ROOT + "/apps/" + segment(project.id().value()) + "/users/" + segment(id);
    }

    static String sharedUser(Project project, String id) {
        return ROOT + "/apps/" + segment(project.id().value()) + "/users/shared_id/" + segment(id);
    }

    private static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }
}
